using System.Globalization;
using System.Text.RegularExpressions;
using Slams.Pictures.Colours;
using Slams.Pictures.Fields;
using Slams.Pictures.Terminal;
using Slams.Testing;

namespace Slams.Pictures.Tests.Terminal;

public sealed partial class TerminalMapTests
{
    private static readonly LevelField Field = LevelField.Of(
        SyntheticAnalysis.Make((_, latitude, longitude) => (latitude > 0 ? 292 : 212) + (longitude > 180 ? 5 : 0)), 500, FieldStatistic.Mean);

    private static readonly ColourScale Scale = new(ColourMap.Temperature, 200, 300);

    [Fact]
    public void Plain_maps_tell_values_by_characters()
    {
        var lines = TerminalMap.Lines(Field, Scale, new TerminalAbility(TerminalColours.None, 80, null));

        Assert.Equal("Air temperature at 500 hPa, ensemble mean", lines[0]);
        Assert.Contains("run run-1", lines[1], StringComparison.Ordinal);
        var map = lines.Skip(2).Take(20).Select(line => line.PadRight(80)).ToArray();
        Assert.All(map, line => Assert.Equal(80, line.Length));
        Assert.DoesNotContain(map, line => line.Contains('\u001b', StringComparison.Ordinal));
        // West of Greenwich is 5 K warmer, the north 80 K: 292 and 297 K share the last tenth of the range, 212 and 217 K the second.
        Assert.Equal(new string('@', 70), map[3][5..75]);
        Assert.Equal(new string('.', 70), map[16][5..75]);
        Assert.Equal("200 [ .:-=+*#%@] 300 K, 10 K a character", lines[22]);
        Assert.Equal("min 212.0 · mean 254.4 · max 297.0 K", lines[23]);
        Assert.Equal(24, lines.Count);
    }

    [Fact]
    public void Half_blocks_hold_the_colours_of_two_pixels()
    {
        var lines = TerminalMap.Lines(Field, Scale, new TerminalAbility(TerminalColours.Full, 80, null));

        var cells = Cells(lines[2 + 3]);
        Assert.Equal(80, cells.Count);
        // In the Pacific and in Siberia, away from the coast.
        Assert.Equal((Scale.Of(297), Scale.Of(297)), Cells(lines[2 + 6])[8]);
        Assert.Equal((Scale.Of(292), Scale.Of(292)), Cells(lines[2 + 4])[60]);
        Assert.Equal((Scale.Of(212), Scale.Of(212)), Cells(lines[2 + 14])[58]);
        Assert.All(lines.Skip(2).Take(20), line => Assert.EndsWith("\u001b[0m", line, StringComparison.Ordinal));
    }

    [Fact]
    public void The_coast_shows_through()
    {
        var level = LevelField.Of(SyntheticAnalysis.Make((_, _, _) => 250), 500, FieldStatistic.Mean);

        var lines = TerminalMap.Lines(level, Scale, new TerminalAbility(TerminalColours.Full, 120, null));

        var pixels = lines.Skip(2).Take(30).SelectMany(Cells).SelectMany(cell => new[] { cell.Upper, cell.Lower }).ToArray();
        var coast = pixels.Count(pixel => pixel != Scale.Of(250));
        Assert.InRange(coast, pixels.Length / 30, pixels.Length / 4);
        Assert.Equal(2, pixels.Distinct().Count());
    }

    [Fact]
    public void A_colour_is_said_only_where_it_changes()
    {
        var line = new HalfBlocks(TerminalColours.Full).Line([new(1, 2, 3), new(1, 2, 3), new(4, 5, 6)], [default, default, default]);

        Assert.Equal("\u001b[38;2;1;2;3m\u001b[48;2;0;0;0m▀▀\u001b[38;2;4;5;6m▀\u001b[0m", line);
    }

    [Fact]
    public void The_palette_is_said_by_number()
    {
        var line = new HalfBlocks(TerminalColours.Palette).Line([new(255, 0, 0)], [new(0, 0, 0)]);

        Assert.Equal("\u001b[38;5;196m\u001b[48;5;16m▀\u001b[0m", line);
    }

    [Fact]
    public void The_palette_finds_its_own_colours_again_and_keeps_the_order_of_values()
    {
        var palette = new XtermPalette();

        Assert.All(Enumerable.Range(16, 240), number => Assert.Equal(XtermPalette.Of(number), XtermPalette.Of(palette.Nearest(XtermPalette.Of(number)))));
        foreach (var map in new[] { ColourMap.Temperature, ColourMap.Spread })
        {
            var lightness = map.Colours.Select(colour => OkLch.LightnessOf(XtermPalette.Of(palette.Nearest(colour)))).ToArray();
            Assert.All(Enumerable.Range(0, 256), i => Assert.Equal(OkLch.LightnessOf(map.Colours[i]), lightness[i], 0.06));
            Assert.True(lightness.Distinct().Count() >= 12);
        }
    }

    [Theory]
    [InlineData(80, null, 80, 20)]
    [InlineData(203, null, 200, 50)]
    [InlineData(1000, null, 240, 60)]
    [InlineData(80, 24, 76, 19)]
    [InlineData(10, null, 24, 6)]
    [InlineData(200, 3, 24, 6)]
    public void Maps_fit_the_window(int columns, int? height, int width, int rows) =>
        Assert.Equal((width, rows), TerminalMap.Size(new TerminalAbility(TerminalColours.Full, columns, height)));

    /// <summary>Reads a line as a terminal would.</summary>
    private static List<(Rgb Upper, Rgb Lower)> Cells(string line)
    {
        var (cells, ink, paper) = (new List<(Rgb, Rgb)>(), default(Rgb), default(Rgb));
        foreach (Match match in Token().Matches(line))
        {
            if (match.Value[0] == HalfBlocks.Upper)
            {
                cells.Add((ink, paper));
            }
            else if (match.Groups["where"].Value == "38")
            {
                ink = Colour(match);
            }
            else if (match.Groups["where"].Value == "48")
            {
                paper = Colour(match);
            }
        }

        return cells;

        static Rgb Colour(Match match) => new(Byte(match, "r"), Byte(match, "g"), Byte(match, "b"));
        static byte Byte(Match match, string group) => byte.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"\u001b\[(?<where>38|48);2;(?<r>\d+);(?<g>\d+);(?<b>\d+)m|\u001b\[0m|▀")]
    private static partial Regex Token();
}
