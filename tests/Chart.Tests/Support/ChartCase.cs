namespace Slams.Chart.Tests.Support;

/// <summary>Values that the chart is rendered with: its own, or one of the files beside it over them.</summary>
/// <param name="Name">For messages.</param>
/// <param name="File">The file, null for the chart's own values.</param>
internal sealed record ChartCase(string Name, string? File)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<ChartCase> All { get; } =
    [
        new("default", null),
        .. new[] { "examples", "ci" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Chart, folder), "*.yaml"))
            .Order(StringComparer.Ordinal)
            .Select(file => new ChartCase(Path.GetFileNameWithoutExtension(file), file)),
    ];

    /// <summary>Their names.</summary>
    public static TheoryData<string> Names => [.. All.Select(one => one.Name)];

    /// <summary>What Helm is told.</summary>
    public string[] Arguments => File is null ? [] : ["--values", File];

    /// <summary>What is given, as text.</summary>
    public string Given => File is null ? "" : System.IO.File.ReadAllText(File);
}
