using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Core.Quality;

namespace Slams.Diffusion.Analysts;

/// <summary>
/// The chain that temperatures of a window go through: what they represent, the history of their stations, background and neighbours, thinning,
/// density. Of what was withheld or flagged before nothing is assimilated, so it is not judged, nor is it a witness.
/// </summary>
internal sealed class TemperatureChecks(AnalystOptions options)
{
    private readonly Representativeness _representativeness = new(options.ToRepresentativeness());
    private readonly HistoryCheck _history = new(options.ToHistoryCheck(), "K");
    private readonly InnovationChecks _checks = new(options.ToInnovationChecks(), "K");
    private readonly WindowThinning _thinning = new(options);

    /// <summary>Judges the temperatures of a cycle; they come in their order.</summary>
    public IReadOnlyList<StationTemperature> Judge(Cycle cycle, IReadOnlyList<StationTemperature> stations, StationHistories histories)
    {
        var judged = InnovationsJudged([.. stations.Select(station => Remembered(Represented(cycle, station), histories))]);
        return Dense(_thinning.Thin(
            cycle, judged, station => station.Reading, station => station.Flag, station => station.ErrorK,
            (station, verdict) => (station with { Flag = verdict.Flag }).Because(verdict.Reason)));
    }

    /// <summary>The histories after a cycle with a background.</summary>
    /// <param name="before">The histories before it.</param>
    /// <param name="cycle">The cycle.</param>
    /// <param name="stations">Its temperatures, judged.</param>
    public StationHistories HistoriesAfter(StationHistories before, Cycle cycle, IReadOnlyList<StationTemperature> stations) => _history.After(
        before, cycle.Index,
        [
            .. stations.Where(PassedIngest).Select(station => InnovationOf(
                station with { ObservedK = station.ObservedK - station.BiasCorrectionK, ErrorK = station.PlainErrorK })),
        ]);

    private static bool PassedIngest(StationTemperature station) =>
        station.Flag is QualityFlag.Assimilated or QualityFlag.Thinned || station.Flag.IsAgainstField();

    private static Innovation InnovationOf(StationTemperature station) => new(
        station.Reading.StationId, station.Reading.LatitudeDegrees!.Value, station.Reading.LongitudeDegrees!.Value,
        station.ObservedK - station.BackgroundK, station.BackgroundErrorK, station.ErrorK);

    // Withheld ones too: they verify the better for it.
    private StationTemperature Represented(Cycle cycle, StationTemperature station)
    {
        var above = station.Reading.ElevationMetres - station.SurfaceHeightM;
        var correction = (float)_representativeness.HeightCorrectionK(above);
        var error = _representativeness.ErrorK(station.ErrorK, above, station.Reading.Time - cycle.Time);
        return station with { ObservedK = station.ObservedK + correction, HeightCorrectionK = correction, ErrorK = error, PlainErrorK = error };
    }

    private StationTemperature Remembered(StationTemperature station, StationHistories histories)
    {
        if (station.Flag != QualityFlag.Assimilated)
        {
            return station;
        }

        var found = _history.Judge(histories, station.Reading.StationId);
        return (station with
        {
            Flag = found.Flag,
            ObservedK = station.ObservedK + (float)found.Correction,
            BiasCorrectionK = (float)found.Correction,
            ErrorK = found.AddedVariance == 0 ? station.ErrorK : Math.Sqrt((station.ErrorK * station.ErrorK) + found.AddedVariance),
        }).Because(found.Reason);
    }

    private List<StationTemperature> InnovationsJudged(List<StationTemperature> stations)
    {
        var verdicts = _checks.Judge([.. stations.Where(station => station.Flag == QualityFlag.Assimilated).Select(InnovationOf)]);
        var next = 0;
        return
        [
            .. stations.Select(station => station.Flag == QualityFlag.Assimilated && verdicts[next++] is { Reason.Length: > 0 } verdict
                ? (station with { Flag = verdict.Flag }).Because(verdict.Reason)
                : station),
        ];
    }

    // Last: what is not assimilated crowds nobody.
    private List<StationTemperature> Dense(List<StationTemperature> stations)
    {
        var factors = _representativeness.DensityFactors(
            [.. stations.Where(station => station.Flag == QualityFlag.Assimilated).Select(station => (station.Reading.LatitudeDegrees!.Value, station.Reading.LongitudeDegrees!.Value))]);
        var next = 0;
        return [.. stations.Select(station => station.Flag == QualityFlag.Assimilated ? station with { ErrorK = factors[next++] * station.ErrorK } : station)];
    }
}
