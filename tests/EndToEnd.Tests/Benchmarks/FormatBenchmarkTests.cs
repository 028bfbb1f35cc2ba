using Slams.Benchmarks.FormatRates;
using Slams.EndToEnd.Tests.Support;

namespace Slams.EndToEnd.Tests.Benchmarks;

/// <summary>The benchmark of formats is run by people only, so that its content could rot unseen. Nothing timed is held against anything here.</summary>
public sealed class FormatBenchmarkTests
{
    private const int Readings = 40;

    [Fact]
    public async Task All_content_that_is_made_can_be_read()
    {
        using var folder = new ScratchFolder();
        foreach (var item in new FormatCases(folder.FullName, TextWriter.Null).Made(Readings))
        {
            var counts = await item.Read();
            Assert.Equal((item.Name, 0), (item.Name, counts.Unreadable));
            // Of several features, or messages, a reading is made.
            Assert.True(counts.Units == Readings || (counts.Units > 0 && (item.Unit != "readings" || item.Name is "bufr" or "wis2-geojson")), $"{item.Name}: {counts.Units}");
        }
    }

    [Fact]
    public async Task A_line_is_printed_for_each()
    {
        using var folder = new ScratchFolder();
        var output = new StringWriter();
        string[] names = ["csv", "sao", "bufr", "cf frame"];
        var cases = new FormatCases(folder.FullName, output).Made(Readings).Where(item => names.Contains(item.Name)).ToList();
        await new FormatBenchmark(seconds: 0, rounds: 1, output).RunAsync(cases);
        Assert.All(cases, item => Assert.Contains($"\n  {item.Name,-20} {item.Unit}", output.ToString(), StringComparison.Ordinal));
    }
}
