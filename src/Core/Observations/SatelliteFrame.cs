namespace Slams.Core.Observations;

/// <summary>
/// One satellite field on the model grid: area-weighted means of the valid pixels of each cell. Arrays are row-major
/// <c>[latitude, longitude]</c> on the grid the ingest worker was configured with.
/// </summary>
public sealed record SatelliteFrame
{
    /// <summary>Platform or product name from the file, for messages and metrics.</summary>
    public required string Platform { get; init; }

    /// <summary>The quantity observed.</summary>
    public required FrameQuantity Quantity { get; init; }

    /// <summary>Time of the frame, UTC.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Number of grid rows.</summary>
    public required int Rows { get; init; }

    /// <summary>Number of grid columns.</summary>
    public required int Columns { get; init; }

    /// <summary>Mean per cell in the quantity's SI unit; NaN where nothing valid was seen.</summary>
    public required float[] Values { get; init; }

    /// <summary>Valid share of each cell's area, 0 to 1.</summary>
    public required float[] ValidFraction { get; init; }

    /// <summary>Number of valid source pixels that touched each cell.</summary>
    public required int[] SampleCount { get; init; }

    /// <summary>Standard deviation of the pixels of each cell, in the unit of the values; NaN where nothing valid was seen, null where it is not known.</summary>
    public float[]? Spread { get; init; }

    /// <summary>
    /// Share of what was seen of each cell that was clear of clouds, 0 to 1, by the pixels of which that is known; NaN where it is of none, null where the file
    /// does not tell it. For people to look at: no analysis uses it.
    /// </summary>
    public float[]? ClearFraction { get; init; }

    /// <summary>
    /// Standard deviation of the error of what the values were computed from, in their unit, which all such frames have in common; null where they
    /// were observed as they are, and the analysis assumes an error.
    /// </summary>
    public float? RetrievalError { get; init; }

    /// <summary>Where the frame came from: file name and time index, for messages to people.</summary>
    public string Source { get; init; } = "";

    /// <summary>Verdict on the frame as a whole.</summary>
    public QualityFlag Flag { get; init; }

    /// <summary>Reason in words when flagged.</summary>
    public string FlagReason { get; init; } = "";
}
