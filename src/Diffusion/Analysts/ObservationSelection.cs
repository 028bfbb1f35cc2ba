using Slams.Core.Climatology;
using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Core.Randomness;
using Slams.Diffusion.Model;
using Slams.Diffusion.Observations;

namespace Slams.Diffusion.Analysts;

/// <summary>Decides which observations of a window are used, and by whom: the analysis network or the guidance.</summary>
internal sealed class ObservationSelection(ModelFolder model, AnalystOptions options)
{
    private readonly StateChannels _channels = StateChannels.Of(model.Climatology.Grid);
    private readonly StateScaling _scaling = model.Climatology.Scaling;

    /// <summary>Every temperature of the window with a position, judged against the background.</summary>
    /// <param name="observations">The window.</param>
    /// <param name="background">Near-surface background field in normalised anomalies, or null.</param>
    public IReadOnlyList<StationTemperature> Judge(CycleObservations observations, float[]? background)
    {
        var time = observations.Cycle.Time;
        var climatology = _scaling.Climatology(_channels.SurfaceTemperature).FieldAt(time);
        var physical = background is null ? climatology : (float[])background.Clone();
        if (background is not null)
        {
            _scaling.Denormalise(_channels.SurfaceTemperature, time, physical);
        }

        var judged = new List<StationTemperature>(observations.Readings.Count);
        foreach (var reading in observations.Readings)
        {
            if (reading is { AirTemperatureK: { } observed, LatitudeDegrees: { } latitude, LongitudeDegrees: { } longitude }
                && reading.Flag is QualityFlag.Assimilated or QualityFlag.Passive && Math.Abs(latitude) <= 90)
            {
                var at = model.Climatology.Grid.Horizontal.Interpolate(latitude, longitude);
                var station = new StationTemperature(
                    reading, at, (float)observed, at.Apply(climatology), at.Apply(physical), Worse(reading));
                judged.Add(station with { Flag = Check(station, background is not null) });
            }
        }

        return judged;
    }

    /// <summary>Whether a station is left to the guidance: a stable share by hash of its identifier.</summary>
    public bool IsGuided(StationReading reading) =>
        options.GuidedStationShare > 0
        && CounterRandom.Uniform(CounterRandom.SeedFrom(reading.StationId), 0, 1) < options.GuidedStationShare;

    /// <summary>Normalised anomaly of a station temperature.</summary>
    private float Anomaly(StationTemperature station) => (station.ObservedK - station.ClimatologyK) / Deviation(station);

    /// <summary>Error variance of a station temperature in normalised units.</summary>
    private float ErrorVariance(StationTemperature station)
    {
        var ratio = (float)options.TemperatureErrorK / Deviation(station);
        return ratio * ratio;
    }

    /// <summary>Grids observations as the analysis network sees them.</summary>
    /// <param name="observations">The window.</param>
    /// <param name="stations">Its stations, judged.</param>
    /// <param name="withGuiding">
    /// Whether the stations that guide the samples are among them: not in their own cycle, where they would count twice; in the
    /// history of later ones they are.
    /// </param>
    public float[] Grid(CycleObservations observations, IReadOnlyList<StationTemperature> stations, bool withGuiding)
    {
        var grid = model.Climatology.Grid.Horizontal;
        var gridded = new GriddedObservations(grid);
        foreach (var station in stations)
        {
            if (station.Flag == QualityFlag.Assimilated && (withGuiding || !IsGuided(station.Reading)))
            {
                gridded.Add(0, station.At, Anomaly(station), 1 / ErrorVariance(station));
            }
        }

        AddPrecipitation(observations, gridded);
        foreach (var frame in observations.Frames)
        {
            AddLongwave(frame, observations.Cycle.Time, gridded);
        }

        var channels = new float[GriddedObservations.Channels * grid.CellCount];
        gridded.WriteTo(channels);
        return channels;
    }

    private void AddPrecipitation(CycleObservations observations, GriddedObservations gridded)
    {
        var channel = _channels.Precipitation;
        var climatology = _scaling.Climatology(channel).FieldAt(observations.Cycle.Time);
        foreach (var reading in observations.Readings)
        {
            if (reading is
                {
                    Flag: QualityFlag.Assimilated, PrecipitationFlag: QualityFlag.Assimilated, Precipitation6hMm: { } amount,
                    LatitudeDegrees: { } latitude, LongitudeDegrees: { } longitude
                } && Math.Abs(latitude) <= 90)
            {
                var at = model.Climatology.Grid.Horizontal.Interpolate(latitude, longitude);
                var deviation = _scaling.DeviationAt(channel, at);
                var observed = PrecipitationError.ToLog((float)amount);
                var ratio = deviation / PrecipitationError.SigmaLog(observed);
                gridded.Add(1, at, (observed - at.Apply(climatology)) / deviation, ratio * ratio);
            }
        }
    }

    private void AddLongwave(SatelliteFrame frame, DateTimeOffset time, GriddedObservations gridded)
    {
        var grid = model.Climatology.Grid.Horizontal;
        if (frame.Flag != QualityFlag.Assimilated || frame.Quantity != FrameQuantity.OutgoingLongwaveFlux || frame.Values.Length != grid.CellCount)
        {
            return;
        }

        var channel = _channels.OutgoingLongwave;
        var climatology = _scaling.Climatology(channel).FieldAt(time);
        for (var cell = 0; cell < frame.Values.Length; cell++)
        {
            if (float.IsFinite(frame.Values[cell]) && frame.ValidFraction[cell] >= 0.5f)
            {
                var deviation = _scaling.DeviationAt(channel, cell);
                var ratio = deviation / (float)options.LongwaveErrorWattsPerSquareMetre;
                gridded.Add(2, cell, (frame.Values[cell] - climatology[cell]) / deviation, ratio * ratio);
            }
        }
    }

    private QualityFlag Check(StationTemperature station, bool hasBackground)
    {
        if (station.Flag != QualityFlag.Assimilated || options.BackgroundCheckDeviations == 0)
        {
            return station.Flag;
        }

        // Without a background climatology stands in, with its full variance; with one, the change over a cycle remains.
        var deviation = Deviation(station) * (hasBackground ? 0.8 : 1.5);
        var expected = Math.Sqrt((deviation * deviation) + (options.TemperatureErrorK * options.TemperatureErrorK));
        return Math.Abs(station.ObservedK - station.BackgroundK) > options.BackgroundCheckDeviations * expected
            ? QualityFlag.FirstGuessDeparture
            : station.Flag;
    }

    private float Deviation(StationTemperature station) => _scaling.DeviationAt(_channels.SurfaceTemperature, station.At);

    private static QualityFlag Worse(StationReading reading) =>
        reading.AirTemperatureFlag == QualityFlag.Assimilated ? reading.Flag : reading.AirTemperatureFlag;
}
