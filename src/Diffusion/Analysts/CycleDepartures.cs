using Slams.Core.Analyses;
using Slams.Core.Climatology;
using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Diffusion.Model;
using Slams.Diffusion.Observations;

namespace Slams.Diffusion.Analysts;

/// <summary>Every observation of a cycle beside its equivalents, with how it was assimilated.</summary>
internal sealed class CycleDepartures(ModelFolder model, AnalystOptions options, ObservationSelection selection, ObservationGridder gridder)
{
    private readonly StateChannels _channels = StateChannels.Of(model.Climatology.Grid);
    private readonly LatLonGrid _grid = model.Climatology.Grid.Horizontal;

    /// <summary>Departures of temperatures.</summary>
    /// <param name="cycle">The cycle.</param>
    /// <param name="stations">All that were judged.</param>
    /// <param name="gridded">What the analysis network saw.</param>
    /// <param name="summary">The ensemble.</param>
    public IReadOnlyList<StationDeparture> Temperatures(
        Cycle cycle, IReadOnlyList<StationTemperature> stations, GriddedObservations gridded, EnsembleSummary summary)
    {
        var (mean, spread) = summary.At(_channels.SurfaceTemperature, [.. stations.Select(station => station.At)]);
        return
        [
            .. stations.Select((s, i) => new StationDeparture(
                s.Reading.StationId, s.Reading.LatitudeDegrees!.Value, s.Reading.LongitudeDegrees!.Value, s.ObservedK, s.BackgroundK,
                mean[i], spread[i], s.ClimatologyK, s.Flag)
            {
                Use = Use(cycle, s.Reading, (float)s.ErrorK, Weight(s, gridded)) with { Correction = s.CorrectionK },
                BackgroundErrorK = s.BackgroundErrorK,
                Reason = s.Reason,
            }),
        ];
    }

    /// <summary>Departures of precipitation.</summary>
    public IReadOnlyList<PrecipitationDeparture> Precipitation(
        Cycle cycle, IReadOnlyList<StationPrecipitation> stations, GriddedObservations gridded, EnsembleSummary summary)
    {
        var (mean, spread) = summary.At(_channels.Precipitation, [.. stations.Select(station => station.At)]);
        return
        [
            .. stations.Select((s, i) => new PrecipitationDeparture(
                s.Reading.StationId, s.Reading.LatitudeDegrees!.Value, s.Reading.LongitudeDegrees!.Value, s.Observed, s.Background, mean[i], spread[i],
                s.Climatology, s.Flag, Use(cycle, s.Reading, s.Error, Weight(s, gridded)))),
        ];
    }

    /// <summary>Departures of profiles. What guides the samples does so one by one.</summary>
    public IReadOnlyList<ProfileDeparture> Profiles(Cycle cycle, IReadOnlyList<ProfileTemperature> profiles, EnsembleSummary summary)
    {
        var (mean, spread) = summary.At(profiles);
        return
        [
            .. profiles.Select((one, i) => new ProfileDeparture(
                one.Profile.StationId, one.Profile.LatitudeDegrees!.Value, one.Profile.LongitudeDegrees!.Value, one.PressurePa, one.ObservedK, one.BackgroundK,
                mean[i], spread[i], one.ClimatologyK, one.BackgroundErrorK, one.Flag, one.Reason,
                Use(
                    cycle, one.Profile.LatitudeDegrees!.Value, one.Profile.LongitudeDegrees!.Value, one.Profile.Time, (float)options.ProfileTemperatureErrorK,
                    one.Flag == QualityFlag.Assimilated ? 1 : 0))),
        ];
    }

    /// <summary>Departures of longwave frames; null without any that fits the grid.</summary>
    public LongwaveDepartures? Longwave(CycleObservations observations, BackgroundFields fields, GriddedObservations gridded, EnsembleSummary summary)
    {
        var precision = gridder.LongwavePrecision(observations);
        var frames = observations.Frames.Where(gridder.Fits).Select(frame => Frame(frame, gridded, precision)).ToList();
        if (frames.Count == 0)
        {
            return null;
        }

        var (mean, spread) = summary.Field(_channels.OutgoingLongwave);
        return new LongwaveDepartures
        {
            Background = fields.Background(_channels.OutgoingLongwave),
            Analysis = mean,
            AnalysisSpread = spread,
            Climatology = fields.Climatology(_channels.OutgoingLongwave),
            Error = (float)options.LongwaveErrorWattsPerSquareMetre,
            Frames = frames,
        };
    }

    private LongwaveFrame Frame(SatelliteFrame frame, GriddedObservations gridded, LongwavePrecision precision)
    {
        var (observed, weight) = (new float[_grid.CellCount], new float[_grid.CellCount]);
        for (var cell = 0; cell < observed.Length; cell++)
        {
            var saw = ObservationGridder.Saw(frame, cell);
            observed[cell] = saw ? frame.Values[cell] : float.NaN;
            weight[cell] = saw && frame.Flag == QualityFlag.Assimilated
                ? gridded.ShareOf(ObservationGridder.Longwave, cell, precision.Of(frame, cell))
                : 0;
        }

        return new LongwaveFrame(frame.Platform, frame.Time, frame.Flag, observed, weight) { Error = frame.RetrievalError };
    }

    // What guides the samples does so one by one; the others were averaged onto the grid.
    private float Weight(StationTemperature station, GriddedObservations gridded) =>
        station.Flag != QualityFlag.Assimilated ? 0
        : selection.IsGuided(station.Reading) ? 1
        : gridded.ShareOf(ObservationGridder.Temperature, station.At, gridder.PrecisionOf(station));

    private static float Weight(StationPrecipitation station, GriddedObservations gridded) => station.Flag != QualityFlag.Assimilated
        ? 0
        : gridded.ShareOf(ObservationGridder.Precipitation, station.At, station.Precision);

    private ObservationUse Use(Cycle cycle, StationReading reading, float error, float weight) =>
        Use(cycle, reading.LatitudeDegrees!.Value, reading.LongitudeDegrees!.Value, reading.Time, error, weight);

    private ObservationUse Use(Cycle cycle, double latitude, double longitude, DateTimeOffset? observed, float error, float weight)
    {
        var (row, column) = Math.DivRem(_grid.NearestCell(latitude, longitude), _grid.Columns);
        var distance = GreatCircle.DistanceKm(latitude, longitude, _grid.LatitudesDegrees[row], _grid.LongitudesDegrees[column]);
        return new ObservationUse(error, weight, (float)distance, observed is { } time ? (float)(time - cycle.Time).TotalSeconds : float.NaN);
    }
}
