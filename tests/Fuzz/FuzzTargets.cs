using Slams.Fuzz.Targets;

namespace Slams.Fuzz;

/// <summary>All targets.</summary>
public static class FuzzTargets
{
    /// <summary>Makes them. Readers that keep tables keep them from one input to the next, as they do in the service.</summary>
    public static IReadOnlyList<FuzzTarget> Make() =>
    [
        .. StationTargets.Make(), .. SoundingTargets.Make(), .. FrameTargets.Make(), .. MessageTargets.Make(), .. LogTargets.Make(), .. PollingTargets.Make(),
        .. AnalysisTargets.Make(), .. ZarrTargets.Make(), .. ModelTargets.Make(),
    ];
}
