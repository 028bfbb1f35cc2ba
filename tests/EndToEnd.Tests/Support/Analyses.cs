using Slams.Formats.Analyses;

namespace Slams.EndToEnd.Tests.Support;

/// <summary>Analysis files of a folder.</summary>
internal static class Analyses
{
    public const string Pattern = "analysis_*.nc";

    public static string[] Names(string folder) =>
        [.. Directory.EnumerateFiles(folder, Pattern).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    /// <summary>Requires the same files with the same bytes.</summary>
    public static void Same(string expected, string actual)
    {
        Assert.Equal(Names(expected), Names(actual));
        Assert.All(Names(expected), name => Assert.True(
            File.ReadAllBytes(Path.Combine(expected, name)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(actual, name))),
            $"{name} differs: {Told(Path.Combine(expected, name))} became {Told(Path.Combine(actual, name))}"));
    }

    /// <summary>What an analysis is made of, for messages: where that is the same, the fields differ.</summary>
    private static string Told(string file)
    {
        var provenance = AnalysisFile.Read(file).Provenance;
        var counts = provenance.InputCounts.Select(count => KeyValuePair.Create(count.Key, FormattableString.Invariant($"{count.Value}")));
        return string.Join(' ', provenance.InputOffsets.Concat(counts).Select(pair => $"{pair.Key}={pair.Value}"));
    }

    /// <summary>Names of the files of six-hourly cycles.</summary>
    public static string[] Expected(DateTimeOffset first, int count) =>
        [.. Enumerable.Range(0, count).Select(n => FormattableString.Invariant($"analysis_{first.AddHours(6 * n):yyyyMMdd'T'HHmm'Z'}.nc"))];
}
