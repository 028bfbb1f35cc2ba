using Slams.Core.Cycles;
using Slams.Core.Grids;

namespace Slams.Core.Analyses;

/// <summary>One analysed cycle: an ensemble summary of air temperature, with what is needed to trust and to continue it.</summary>
public sealed record Analysis
{
    /// <summary>The cycle analysed.</summary>
    public required Cycle Cycle { get; init; }

    /// <summary>Grid of the arrays below.</summary>
    public required StateGrid Grid { get; init; }

    /// <summary>Ensemble mean in K, <c>[level, latitude, longitude]</c>.</summary>
    public required float[] MeanK { get; init; }

    /// <summary>Ensemble standard deviation (n−1) in K, <c>[level, latitude, longitude]</c>.</summary>
    public required float[] SpreadK { get; init; }

    /// <summary>Members in K, each <c>[level, latitude, longitude]</c>; empty unless they were asked for.</summary>
    public IReadOnlyList<float[]> MembersK { get; init; } = [];

    /// <summary>Observation-space departures of every reading of the window that has a position and a temperature.</summary>
    public IReadOnlyList<StationDeparture> Departures { get; init; } = [];

    /// <summary>The same of every reading that has a position and precipitation.</summary>
    public IReadOnlyList<PrecipitationDeparture> Precipitation { get; init; } = [];

    /// <summary>The same of what stands for its profiles on the levels of the grid.</summary>
    public IReadOnlyList<ProfileDeparture> Profiles { get; init; } = [];

    /// <summary>The same of its longwave frames; null without any.</summary>
    public LongwaveDepartures? Longwave { get; init; }

    /// <summary>Why the cycle could not be analysed, its fields then being NaN; null for an analysis.</summary>
    public string? Failure { get; init; }

    /// <summary>Where this analysis comes from.</summary>
    public required AnalysisProvenance Provenance { get; init; }
}
