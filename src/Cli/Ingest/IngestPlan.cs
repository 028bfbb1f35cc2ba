namespace Slams.Cli.Ingest;

/// <summary>What is to be appended to the log, once.</summary>
internal sealed record IngestPlan
{
    /// <summary>What stands for the standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>The source: <c>stations</c> or <c>satellite</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Files and folders, and <see cref="StandardInput"/>.</summary>
    public required IReadOnlyList<string> Paths { get; init; }

    /// <summary>Settings of the form <c>--Section:Key=Value</c>.</summary>
    public string[] Settings { get; init; } = [];

    /// <summary>Name of the file that the standard input stands for.</summary>
    public string Name { get; init; } = "stdin";

    /// <summary>Folder for the standard input while it is read.</summary>
    public required string Spool { get; init; }

    /// <summary>Model folder where the settings name none.</summary>
    public required string Model { get; init; }
}
