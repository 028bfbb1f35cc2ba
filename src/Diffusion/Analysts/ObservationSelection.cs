using Slams.Core.Climatology;
using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Core.Quality;
using Slams.Core.Randomness;
using Slams.Diffusion.Model;
using Slams.Diffusion.Observations;

namespace Slams.Diffusion.Analysts;

/// <summary>
/// Decides which observations of a window are used, and by whom: the analysis network or the guidance. What is flagged is placed on the
/// grid too, for its departures.
/// </summary>
internal sealed class ObservationSelection(ModelFolder model, AnalystOptions options)
{
    private readonly StateChannels _channels = StateChannels.Of(model.Climatology.Grid);
    private readonly StateScaling _scaling = model.Climatology.Scaling;
    private readonly InnovationChecks _checks = new(options.ToInnovationChecks(), "K");
    private readonly HistoryCheck _history = new(options.ToHistoryCheck(), "K");
    private readonly ThinningCheck _thinning = new(options.ThinningCellKm, options.ThinningKept);

    /// <summary>Every temperature of the window with a position, judged by its station's history, against the background and its neighbours; dense ones thinned.</summary>
    public IReadOnlyList<StationTemperature> Temperatures(CycleObservations observations, BackgroundFields fields, StationHistories histories)
    {
        var (climatology, background) = (fields.Climatology(_channels.SurfaceTemperature), fields.Background(_channels.SurfaceTemperature));
        var judged = new List<StationTemperature>(observations.Readings.Count);
        foreach (var reading in observations.Readings)
        {
            if (reading.AirTemperatureK is { } observed && Place(reading) is { } at)
            {
                judged.Add(new StationTemperature(
                    reading, at, (float)observed, at.Apply(climatology), at.Apply(background), options.TemperatureErrorK, BackgroundError(at, fields),
                    Of(reading, reading.AirTemperatureFlag), reading.FlagReason));
            }
        }

        var checkedStations = Check([.. judged.Select(station => Remember(station, histories))]);
        return Thin(observations.Cycle, checkedStations, station => station.Reading, station => station.Flag, station => station.ErrorK, Verdict);
    }

    /// <summary>The histories after a cycle; those before it where departures say nothing, for want of a background.</summary>
    public StationHistories HistoriesAfter(StationHistories before, CycleObservations observations, IReadOnlyList<StationTemperature> stations, BackgroundFields fields) =>
        !fields.IsKnown ? before : _history.After(before, observations.Cycle.Index, [.. stations.Where(PassedIngest).Select(station => InnovationOf(
            station with { ObservedK = station.ObservedK - station.BiasCorrectionK, ErrorK = station.PlainErrorK }))]);

    private static bool PassedIngest(StationTemperature station) =>
        station.Flag is QualityFlag.Assimilated or QualityFlag.Thinned || station.Flag.IsAgainstField();

    private static Innovation InnovationOf(StationTemperature station) => new(
        station.Reading.StationId, station.Reading.LatitudeDegrees!.Value, station.Reading.LongitudeDegrees!.Value,
        station.ObservedK - station.BackgroundK, station.BackgroundErrorK, station.ErrorK);

    private StationTemperature Remember(StationTemperature station, StationHistories histories)
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

    /// <summary>Every precipitation of the window with a position; dense ones thinned.</summary>
    public IReadOnlyList<StationPrecipitation> Precipitation(CycleObservations observations, BackgroundFields fields)
    {
        var channel = _channels.Precipitation;
        var (climatology, background) = (fields.Climatology(channel), fields.Background(channel));
        var judged = new List<StationPrecipitation>();
        foreach (var reading in observations.Readings)
        {
            if (reading.Precipitation6hMm is { } amount && Place(reading) is { } at)
            {
                var observed = PrecipitationError.ToLog((float)amount);
                judged.Add(new StationPrecipitation(
                    reading, at, observed, at.Apply(climatology), at.Apply(background), _scaling.DeviationAt(channel, at),
                    PrecipitationError.SigmaLog(observed), Of(reading, reading.PrecipitationFlag)));
            }
        }

        return Thin(
            observations.Cycle, judged, station => station.Reading, station => station.Flag, station => station.Error,
            (station, verdict) => station with { Flag = verdict.Flag });
    }

    /// <summary>Whether a station is left to the guidance: a stable share by hash of its identifier.</summary>
    public bool IsGuided(StationReading reading) =>
        options.GuidedStationShare > 0
        && CounterRandom.Uniform(CounterRandom.SeedFrom(reading.StationId), 0, 1) < options.GuidedStationShare;

    private BilinearStencil? Place(StationReading reading) =>
        reading is { LatitudeDegrees: { } latitude, LongitudeDegrees: { } longitude, Flag: not QualityFlag.BadPosition } && Math.Abs(latitude) <= 90
            ? model.Climatology.Grid.Horizontal.Interpolate(latitude, longitude)
            : null;

    private static QualityFlag Of(StationReading reading, QualityFlag ofValue) => ofValue == QualityFlag.Assimilated ? reading.Flag : ofValue;

    // Of what was withheld or flagged before nothing is assimilated, so it is not judged, nor is it a witness.
    private List<StationTemperature> Check(List<StationTemperature> stations)
    {
        var open = stations.Where(station => station.Flag == QualityFlag.Assimilated).ToArray();
        var verdicts = _checks.Judge([.. open.Select(InnovationOf)]);
        var next = 0;
        return
        [
            .. stations.Select(station => station.Flag == QualityFlag.Assimilated && verdicts[next++] is { Reason.Length: > 0 } verdict
                ? Verdict(station, verdict)
                : station),
        ];
    }

    // Last, so that what stands for others is sound.
    private List<T> Thin<T>(
        Cycle cycle, List<T> stations, Func<T, StationReading> reading, Func<T, QualityFlag> flag, Func<T, double> error, Func<T, InnovationVerdict, T> judge)
    {
        if (options.ThinningCellKm == 0)
        {
            return stations;
        }

        var verdicts = _thinning.Judge([.. stations.Where(station => flag(station) == QualityFlag.Assimilated).Select(station => new ThinningCandidate(
            reading(station).StationId, reading(station).LatitudeDegrees!.Value, reading(station).LongitudeDegrees!.Value,
            reading(station).Time - cycle.Time, error(station)))]);
        var next = 0;
        return [.. stations.Select(station => flag(station) == QualityFlag.Assimilated && verdicts[next++] is { Reason.Length: > 0 } verdict ? judge(station, verdict) : station)];
    }

    private static StationTemperature Verdict(StationTemperature station, InnovationVerdict verdict) =>
        (station with { Flag = verdict.Flag }).Because(verdict.Reason);

    // Without a background climatology stands in, with more than its full variance; with one, its spread and the change over a cycle remain.
    private float BackgroundError(BilinearStencil at, BackgroundFields fields)
    {
        var deviation = _scaling.DeviationAt(_channels.SurfaceTemperature, at);
        if (!fields.IsKnown)
        {
            return 1.5f * deviation;
        }

        var spread = fields.SurfaceSpreadK is { } field ? at.Apply(field) : deviation;
        var change = (float)options.BackgroundChange * deviation;
        return MathF.Sqrt((spread * spread) + (change * change));
    }
}
