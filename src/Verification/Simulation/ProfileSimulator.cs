using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Core.Randomness;

namespace Slams.Verification.Simulation;

/// <summary>Makes profiles of temperature at the levels of a true field. A pure function of truth, cycle, system and seed.</summary>
public sealed class ProfileSimulator(ProfileSystem system, StateGrid grid, IReadOnlyList<Site> sites, ulong seed)
{
    private readonly BilinearStencil[] _stencils = [.. sites.Select(site => grid.Horizontal.Interpolate(site.LatitudeDegrees, site.LongitudeDegrees))];

    /// <summary>The profiles of one cycle, one for each site, at the time of the cycle.</summary>
    /// <param name="cycle">The cycle.</param>
    /// <param name="temperatureK">True temperature, <c>[level, latitude, longitude]</c>, K.</param>
    public IReadOnlyList<TemperatureProfile> Profiles(Cycle cycle, float[] temperatureK) =>
        [.. sites.Select((site, i) => Profile(site, _stencils[i], cycle, temperatureK))];

    private TemperatureProfile Profile(Site site, BilinearStencil at, Cycle cycle, float[] temperatureK)
    {
        var cells = grid.Horizontal.CellCount;
        var noise = new float[grid.PressureLevelsPa.Count];
        CounterRandom.FillNormal(seed ^ CounterRandom.SeedFrom(site.StationId), Streams.Profiles + (ulong)cycle.Index, noise);
        return new TemperatureProfile
        {
            StationId = site.StationId,
            Time = cycle.Time,
            LatitudeDegrees = site.LatitudeDegrees,
            LongitudeDegrees = site.LongitudeDegrees,
            Levels =
            [
                .. noise.Select((error, level) => new ProfileLevel(
                    (float)grid.PressureLevelsPa[level], at.Apply(temperatureK.AsSpan(level * cells, cells)) + (float)(system.ErrorK * error))),
            ],
        };
    }
}
