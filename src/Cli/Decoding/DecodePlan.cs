using Slams.Core.Quality;
using Slams.Formats.Frames;
using Slams.Formats.Stations;

namespace Slams.Cli.Decoding;

/// <summary>What is to be decoded, and how.</summary>
internal sealed record DecodePlan
{
    /// <summary>Files and folders.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>How station files are read.</summary>
    public StationReadOptions Stations { get; init; } = new();

    /// <summary>Observations before this time are left out.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Observations after this time are left out.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Folder of the frames on the model grid; null writes none.</summary>
    public string? Output { get; init; }

    /// <summary>Model folder, for climatology and grid.</summary>
    public required string Model { get; init; }

    /// <summary>Settings of the quality control.</summary>
    public QualityControlOptions Quality { get; init; } = new();

    /// <summary>How satellite files are read.</summary>
    public FrameReadOptions Frames { get; init; } = new();
}
