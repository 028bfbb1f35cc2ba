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
    private readonly TemperatureChecks _temperatures = new(options);
    private readonly WindowThinning _thinning = new(options);
    private readonly float[] _surfaceHeightM = model.Climatology.SurfaceHeightM;

    /// <summary>Every temperature of the window with a position, judged by its station's history, against the background and its neighbours; dense ones thinned.</summary>
    public IReadOnlyList<StationTemperature> Temperatures(CycleObservations observations, BackgroundFields fields, StationHistories histories)
    {
        var (climatology, background) = (fields.Climatology(_channels.SurfaceTemperature), fields.Background(_channels.SurfaceTemperature));
        var placed = new List<StationTemperature>(observations.Readings.Count);
        foreach (var reading in observations.Readings)
        {
            if (reading.AirTemperatureK is { } observed && Place(reading) is { } at)
            {
                placed.Add(new StationTemperature(
                    reading, at, (float)observed, at.Apply(climatology), at.Apply(background), options.TemperatureErrorK, BackgroundError(at, fields),
                    Of(reading, reading.AirTemperatureFlag), reading.FlagReason)
                {
                    SurfaceHeightM = at.Apply(_surfaceHeightM),
                });
            }
        }

        return _temperatures.Judge(observations.Cycle, placed, histories);
    }

    /// <summary>The histories after a cycle; those before it where departures say nothing, for want of a background.</summary>
    public StationHistories HistoriesAfter(StationHistories before, CycleObservations observations, IReadOnlyList<StationTemperature> stations, BackgroundFields fields) =>
        fields.IsKnown ? _temperatures.HistoriesAfter(before, observations.Cycle, stations) : before;

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

        return _thinning.Thin(
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
