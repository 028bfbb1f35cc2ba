using Slams.Verification.ObservationErrors;

namespace Slams.Cli.ObservationErrors;

/// <summary>Of what observation errors are estimated, and how.</summary>
internal sealed record ErrorsPlan
{
    /// <summary>Feedback files, CSV or Parquet, and folders of them.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>How they are estimated.</summary>
    public ObservationErrorOptions Options { get; init; } = new();

    /// <summary>Whether JSON is written instead of text.</summary>
    public bool Json { get; init; }
}
