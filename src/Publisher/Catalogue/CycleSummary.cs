using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Grids;

namespace Slams.Publisher.Catalogue;

/// <summary>What is known of a published cycle without its fields.</summary>
public sealed record CycleSummary
{
    /// <summary>The cycle.</summary>
    public required Cycle Cycle { get; init; }

    /// <summary>Where the analysis comes from.</summary>
    public required AnalysisProvenance Provenance { get; init; }

    /// <summary>Grid of its fields.</summary>
    public required StateGrid Grid { get; init; }

    /// <summary>Statistics per level, in the order of the grid.</summary>
    public required IReadOnlyList<LevelSummary> Levels { get; init; }

    /// <summary>Fit to the assimilated stations.</summary>
    public required StationSummary Assimilated { get; init; }

    /// <summary>Fit to the stations withheld.</summary>
    public required StationSummary Passive { get; init; }

    /// <summary>Stations rejected by a check.</summary>
    public required int RejectedStations { get; init; }

    /// <summary>Why the cycle could not be analysed; null for an analysis.</summary>
    public string? Failure { get; init; }

    /// <summary>Absolute path of its netCDF file.</summary>
    internal string File { get; init; } = "";

    /// <summary><c>ok</c> or <c>failed</c>.</summary>
    public string Outcome => Failure is null ? "ok" : "failed";

    /// <summary>Identifies this very content: cycle, revision and what made it.</summary>
    public required string Version { get; init; }

    /// <summary>Name of the event that announces it: cycle and revision.</summary>
    public string EventId => $"{Cycle.Key}.{Provenance.Revision}";

    /// <summary>Whether an analysis of the cycle is this one, or a repeat of it.</summary>
    internal bool IsSameRevision(AnalysisProvenance other) =>
        Provenance.IsSameRun(other) && Provenance.Revision == other.Revision;
}
