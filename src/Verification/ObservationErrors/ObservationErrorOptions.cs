using System.ComponentModel.DataAnnotations;

namespace Slams.Verification.ObservationErrors;

/// <summary>How observation errors are estimated.</summary>
public sealed record ObservationErrorOptions
{
    /// <summary>Cycles in a block of the bootstrap: longer than the memory of the errors.</summary>
    [Range(1, 10_000)]
    public int BlockCycles { get; init; } = 4;

    /// <summary>Blocks of cycles below which an interval says nothing.</summary>
    [Range(2, 10_000)]
    public int MinimumBlocks { get; init; } = 5;

    /// <summary>Sources to tell of, those with the largest departures first.</summary>
    [Range(0, 1_000_000)]
    public int Sources { get; init; } = 10;

    /// <summary>Observations of a source below which nothing is said of it.</summary>
    [Range(2, 1_000_000)]
    public int MinimumReports { get; init; } = 30;
}
