using Slams.Core.Analyses;
using Slams.Core.Climatology;
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

    /// <summary>Everything that guides a cycle.</summary>
    /// <param name="stations">Stations to guide by.</param>
    /// <param name="profiles">What stands for the profiles; what is flagged or withheld does not guide.</param>
    public IReadOnlyList<GuidedTemperature> Of(IEnumerable<StationTemperature> stations, IReadOnlyList<ProfileTemperature> profiles) =>
        [.. stations.Select(OfStation), .. profiles.Where(one => one.Flag == QualityFlag.Assimilated).Select(OfProfile)];

    private GuidedTemperature OfStation(StationTemperature station)
    {
        var error = (float)station.ErrorK;
        return new GuidedTemperature(
            station.At, _channels.SurfaceTemperature, _scaling.DeviationAt(_channels.SurfaceTemperature, station.At) / error, 0,
            (station.ObservedK - station.ClimatologyK) / error);
    }

    private GuidedTemperature OfProfile(ProfileTemperature one)
    {
        var error = (float)options.ProfileTemperatureErrorK;
        return new GuidedTemperature(
            one.At, one.Level, (1 - one.Weight) * one.DeviationK / error, one.Weight * one.NextDeviationK / error, (one.ObservedK - one.ClimatologyK) / error);
    }
}
