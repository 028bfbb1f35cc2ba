using System.Globalization;
using System.Text;
using Slams.Formats.Tests.Stations;
using static Slams.Formats.Tests.Soundings.TempText;

namespace Slams.Formats.Tests.Soundings;

/// <summary>Broken text gives dead letters that say what and where, keeps every neighbour, and never throws.</summary>
public sealed class TempHostileTests
{
    private const string Good = "TTBB 79128 68994 00011 10427 11950 08050 22900 05050 33850 02056 44800 00156 21212 00011 34019=\n";

    [Theory]
    [InlineData("98011 10427 34019 00117 09632 34019", 0, "98011")]
    [InlineData("99011 10427 34019 92767 10429 01022 00117 09632 34019", 2, "00117")]
    [InlineData("99011 10427 34019 85465 06437", 2, null)]
    [InlineData("99011 10427 34019 85465", 1, "")]
    [InlineData("99011 10427 34019 85465 0643", 1, "0643")]
    [InlineData("99011 10427 34019 85465 06437 3401 70049 03886 35035", 3, null)]
    [InlineData("99011 1O427 34019 85465 06437 35034", 1, null)]
    [InlineData("99011 10427 34019 00117 09632 34019 3401934019 92767 10429 01022", 2, "3401934019")]
    [InlineData("99011 10427 34019 88XXX 11427 34019", 1, null)]
    public async Task StandardLevelsAreReadToTheGroupThatIsBroken(string groups, int levels, string? group)
    {
        var items = await ReadAsync($"TTAA 79121 68996 {groups}=\n{Good}");
        Assert.Equal([levels, 5], items.Where(item => item.Sounding is not null).Select(item => item.Sounding!.Levels.Count));
        Assert.Equal(group is null ? 0 : 1, items.Count(item => item.Unreadable is not null));
        if (group is not null)
        {
            var letter = Assert.Single(items, item => item.Unreadable is not null).Unreadable!;
            Assert.Contains(group.Length == 0 ? "Part A is broken at its end" : $"Part A is broken at group '{group}'", letter.Reason, StringComparison.Ordinal);
            Assert.Equal(1, letter.Record);
        }
    }

    [Theory]
    // One group lost, a temperature and a number; two lost; one too many; one garbled; pressures that do not fall; the end lost.
    [InlineData("00011 10427 11950 08050 22900 33850 02056 44800 00156", new[] { 1011.0, 950, 850, 800 })]
    [InlineData("00011 10427 11950 08050 05050 33850 02056 44800 00156", new[] { 1011.0, 850, 800 })]
    [InlineData("00011 10427 11950 08050 33850 02056 44800 00156", new[] { 1011.0, 950, 850, 800 })]
    [InlineData("00011 10427 11950 08050 12345 22900 05050 33850 02056 44800 00156", new[] { 1011.0, 900, 850, 800 })]
    [InlineData("00011 10427 11950 08050 2290 05050 33850 02056 44800 00156", new[] { 1011.0, 850, 800 })]
    [InlineData("00011 10427 11950 08050 22990 05050 33850 02056 44800 00156", new[] { 1011.0, 950, 850, 800 })]
    [InlineData("00011 10427 11950 08050 22900", new[] { 1011.0, 950 })]
    [InlineData("garbage 11950", new double[0])]
    public async Task SignificantLevelsGoOnWhereTheyFit(string groups, double[] pressures)
    {
        var items = await ReadAsync($"TTBB 79128 68994 {groups} 21212 00011 34019=\n");
        Assert.Equal(pressures, items.Single(item => item.Sounding is not null).Sounding!.Levels.Select(level => level.PressurePa / 100));
        Assert.Contains("Part B is broken at", items.Single(item => item.Unreadable is not null).Unreadable!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task BrokenReportsLoseNoNeighbour()
    {
        const string text =
            "USZA01 FAPR 291200\nnot of this code=\nTTAA 79121 68994 99011 10427 34019=\nTTAA 79121 6899 99011 10427 34019=\nTTAA 79251 68994 99011 10427 34019=\nTTAA 82121 68994 99011 10427 34019=\n"
            + "TTAA =\nXXAA 79121 99240 70760 08066 99012 25456=\nTTAA 79121 68996 99011 10427 34019 TTBB 79128 68996 00011 10427 11900 05050=\n79121 68997 99011 10427=\n";
        var items = await ReadAsync(text);
        Assert.Equal(["68994", "68996", "68997"], items.Where(item => item.Sounding is not null).Select(item => item.Sounding!.StationId[10..]));
        Assert.Equal([1, 2, 1], items.Where(item => item.Sounding is not null).Select(item => item.Sounding!.Levels.Count));
        Assert.Equal([2L, 4, 5, 6, 8], items.Where(item => item.Unreadable is not null).Select(item => item.Unreadable!.Record));
        Assert.Contains("no TTAA", items[0].Unreadable!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ReportsWithoutAnEndSignAreOfTheHeadingBeforeThem()
    {
        const string text =
            "USZA01 FAPR 291200\nTTAA 79121 68994 99011 10427 34019\nTTBB 79128 68994 00011 10427 11900 05050\nUSZA02 FAPR 291200 CCA\nTTAA 79121 68996 99011 10427 34019\nUUAA WXYZ9 79121 99105 70251 02725 99013 25456 09012=\n";
        var items = await ReadAsync(text);
        Assert.All(items, item => Assert.Null(item.Unreadable));
        Assert.Equal([("0-20000-0-68994", 2), ("0-20000-0-68996", 1), ("WXYZ9", 1)], items.Select(item => (item.Sounding!.StationId, item.Sounding.Levels.Count)));
    }

    [Fact]
    public async Task AnyCutIsReadToTheReportBeforeIt()
    {
        var whole = StationText.Gzip(Encoding.ASCII.GetBytes("USZA01 FAPR 291200\n" + Good + Good.Replace("68994", "68996", StringComparison.Ordinal)));
        for (var length = 2; length < whole.Length; length++)
        {
            var items = await ReadAsync(whole[..length]);
            Assert.Equal(0, items[^1].Unreadable!.Record);
            Assert.All(items, item => Assert.True(item.Unreadable is not null || item.Sounding!.Levels.Count == 5));
        }
    }

    [Fact]
    public async Task LongTextIsBounded()
    {
        // A report that never ends, a part with more levels than fit, more ascents than are held.
        var endless = "TTAA 79121 68994 " + string.Concat(Enumerable.Repeat("99011 10427 34019\n", 10_000)) + "=\n" + Good;
        var items = await ReadAsync(endless);
        Assert.Contains("16384 bytes", items[0].Unreadable!.Reason, StringComparison.Ordinal);
        Assert.Equal(5, items[1].Sounding!.Levels.Count);
        var broken = "TTBB 79128 68994 00011 10427 " + string.Concat(Enumerable.Repeat("11950 22950 ", 1300)) + "=\n";
        Assert.Equal(2, (await ReadAsync(broken))[^1].Sounding!.Levels.Count);
        var many = string.Concat(Enumerable.Range(0, 2500).Select(i => string.Create(CultureInfo.InvariantCulture, $"TTAA 79121 {i:D5} 99011 10427 34019=\n")));
        var soundings = await ReadAsync(many);
        Assert.Equal(Enumerable.Range(0, 2500), soundings.Select(item => int.Parse(item.Sounding!.StationId[10..], CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task LevelsHeldAreBounded()
    {
        // As many levels as one report can hold. What is given early comes before the unreadable record behind it.
        var levels = string.Concat(Enumerable.Repeat("88500 10427 ", 1350));
        var many = string.Concat(Enumerable.Range(0, 400).Select(i => string.Create(CultureInfo.InvariantCulture, $"TTAA 7912/ {i:D5} {levels}=\n"))) + "TTAA 7912/ 1 =\n";
        var items = await ReadAsync(many);
        var early = items.FindIndex(item => item.Unreadable is not null);
        Assert.Equal(400 - (500_000 / 1350), early);
        Assert.Equal(400, items.Count(item => item.Sounding is not null));
    }

    [Fact]
    public async Task ChangedTextIsReadOrDeadLettered()
    {
        const string first = "TTAA 79121 10007 99011 10427 34019=\n", last = "TTAA 79121 10008 99011 10427 34019=\n";
        const string report =
            "TTAA 79121 68994 99011 10427 34019 00117 09632 34019 92767 10429 01022 88192 64957 28579 77182 28581 41314=\nUUCC WXYZ9 79121 99105 70251 02725 70865 71568 15020 88906 77162 26018=\n";
        var random = new Random(5);
        for (var round = 0; round < 1500; round++)
        {
            var changed = Encoding.ASCII.GetBytes(round % 3 == 0 ? Good : report);
            for (var changes = random.Next(1, 5); changes > 0; changes--)
            {
                // The end of the last line stays.
                changed[random.Next(changed.Length - 2)] = (byte)(round % 2 == 0 ? random.Next(256) : "0123456789/=\n TUABCD"[random.Next(20)]);
            }

            var items = await ReadAsync([.. "USZA01 FAPR 291200\n"u8, .. Encoding.ASCII.GetBytes(first), .. changed, .. Encoding.ASCII.GetBytes(last)]);
            Assert.Contains(items, item => item.Sounding?.StationId == "0-20000-0-10007");
            Assert.Contains(items, item => item.Sounding?.StationId == "0-20000-0-10008");
        }
    }
}
