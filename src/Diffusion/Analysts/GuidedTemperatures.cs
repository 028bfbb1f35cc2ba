using Slams.Core.Climatology;
using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Diffusion.Model;

namespace Slams.Diffusion.Analysts;

/// <summary>
/// Gathers what guides the samples: stations left out of the analysis network, and profiles, which no network was trained to see and
/// which enter by their operator alone, linear in the logarithm of pressure between two levels.
/// </summary>
internal sealed class GuidedTemperatures(ModelFolder model, AnalystOptions options)
{
    private readonly StateChannels _channels = StateChannels.Of(model.Climatology.Grid);
    private readonly StateScaling _scaling = model.Climatology.Scaling;
    private readonly IReadOnlyList<double> _pressures = model.Climatology.Grid.PressureLevelsPa;

    /// <summary>Everything that guides a cycle.</summary>
    /// <param name="observations">The window.</param>
    /// <param name="stations">Stations to guide by.</param>
    public IReadOnlyList<GuidedTemperature> Of(CycleObservations observations, IEnumerable<StationTemperature> stations)
    {
        var guided = stations.Select(OfStation).ToList();
        if (observations.Profiles.Count > 0)
        {
            float[][] climatologies = [.. _pressures.Select((_, level) => _scaling.Climatology(level).FieldAt(observations.Cycle.Time))];
            guided.AddRange(observations.Profiles.Where(profile => profile.Flag == QualityFlag.Assimilated).SelectMany(profile => OfProfile(profile, climatologies)));
        }

        return guided;
    }

    private GuidedTemperature OfStation(StationTemperature station)
    {
        var error = (float)station.ErrorK;
        return new GuidedTemperature(
            station.At, _channels.SurfaceTemperature, _scaling.DeviationAt(_channels.SurfaceTemperature, station.At) / error, 0,
            (station.ObservedK - station.ClimatologyK) / error);
    }

    private IEnumerable<GuidedTemperature> OfProfile(TemperatureProfile profile, float[][] climatologies)
    {
        var at = model.Climatology.Grid.Horizontal.Interpolate(profile.LatitudeDegrees, profile.LongitudeDegrees);
        foreach (var (pressure, temperature) in profile.PressuresPa.Zip(profile.TemperaturesK))
        {
            // Outside the model's levels nothing is known of the equivalent.
            if (float.IsFinite(temperature) && Between(pressure) is var (level, weight)
                && OfLevels(at, level, weight, temperature, climatologies) is { } guided)
            {
                yield return guided;
            }
        }
    }

    private GuidedTemperature? OfLevels(BilinearStencil at, int level, float weight, float temperature, float[][] climatologies)
    {
        var next = Math.Min(level + 1, _pressures.Count - 1);
        var (above, below) = (_scaling.DeviationAt(level, at), _scaling.DeviationAt(next, at));
        var climatology = ((1 - weight) * at.Apply(climatologies[level])) + (weight * at.Apply(climatologies[next]));
        var error = (float)options.ProfileTemperatureErrorK;
        var anomaly = temperature - climatology;
        var expected = Math.Sqrt((Math.Max(above, below) * Math.Max(above, below)) + (error * error));
        return options.BackgroundCheckDeviations > 0 && Math.Abs(anomaly) > options.BackgroundCheckDeviations * 1.5 * expected
            ? null
            : new GuidedTemperature(at, level, (1 - weight) * above / error, weight * below / error, anomaly / error);
    }

    /// <summary>The level above a pressure and the weight of the level below it; null outside all levels.</summary>
    private (int Level, float Weight)? Between(float pressurePa)
    {
        // Pressures from files are rounded: a level itself must not fall outside by a rounding.
        const double tolerance = 1e-4;
        if (!(pressurePa >= _pressures[0] * (1 - tolerance)) || !(pressurePa <= _pressures[^1] * (1 + tolerance)))
        {
            return null;
        }

        var level = 0;
        while (level < _pressures.Count - 2 && _pressures[level + 1] <= pressurePa)
        {
            level++;
        }

        var weight = Math.Log(pressurePa / _pressures[level]) / Math.Log(_pressures[level + 1] / _pressures[level]);
        return (level, (float)Math.Clamp(weight, 0, 1));
    }
}
