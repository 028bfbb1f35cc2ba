using Slams.CrashMatrix;

namespace Slams.EndToEnd.Tests.Crashes;

/// <summary>The matrix says that all is well only where it is.</summary>
public sealed class ComparisonTests
{
    private static readonly Outputs Unbroken = new()
    {
        Files = new Dictionary<string, string> { ["analysis.nc"] = "bytes", ["feedback.csv"] = "lines" },
        Analyses = Analyses("A", "B"),
        Late = ["late", "late"],
        DeadLetters = ["letter"],
        Ingested = ["0", "1"],
    };

    [Fact]
    public void The_same_is_the_same() => Assert.Empty(Comparison.Of(Unbroken, Unbroken with { }, repeats: false).Problems);

    [Fact]
    public void Whatever_is_lost_doubled_or_different_is_told()
    {
        Outputs[] wrong =
        [
            Unbroken with { Files = new Dictionary<string, string> { ["analysis.nc"] = "bytes" } },
            Unbroken with { Files = new Dictionary<string, string>(Unbroken.Files) { [".left-over.partial"] = "" } },
            Unbroken with { Files = new Dictionary<string, string>(Unbroken.Files) { ["analysis.nc"] = "bytez" } },
            Unbroken with { Analyses = Analyses("A") },
            Unbroken with { Analyses = Analyses("A", "B", "C") },
            Unbroken with { Late = ["late"] },
            Unbroken with { DeadLetters = [] },
            Unbroken with { DeadLetters = ["letter", "letter"] },
            Unbroken with { Ingested = ["0", "1", "1"] },
            Unbroken with { Ingested = ["1"] },
        ];

        Assert.All(wrong, outputs => Assert.NotEmpty(Comparison.Of(Unbroken, outputs, repeats: true).Problems));
    }

    [Fact]
    public void A_repeat_is_borne_only_without_transactions_and_only_with_the_same_bytes()
    {
        var repeated = Unbroken with { Analyses = Analyses("A", "A", "B"), Late = ["late", "late", "late"] };

        Assert.Equal(2, Comparison.Of(Unbroken, repeated, repeats: false).Problems.Count);
        Assert.Empty(Comparison.Of(Unbroken, repeated, repeats: true).Problems);
        Assert.NotEmpty(Comparison.Of(Unbroken, Unbroken with { Analyses = Changed() }, repeats: true).Problems);

        static ILookup<string, string> Changed() => new[] { ("A", "A"), ("A", "other"), ("B", "B") }.ToLookup(found => found.Item1, found => found.Item2);
    }

    private static ILookup<string, string> Analyses(params string[] cycles) => cycles.ToLookup(cycle => cycle);
}
