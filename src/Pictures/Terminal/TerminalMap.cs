using System.Globalization;
using Slams.Pictures.Colours;
using Slams.Pictures.Fields;

namespace Slams.Pictures.Terminal;

/// <summary>Draws a field as lines of text, with a legend.</summary>
public static class TerminalMap
{
    /// <summary>Characters from the lowest value to the highest, where there are no colours.</summary>
    internal const string Ramp = " .:-=+*#%@";

    private const int LeastColumns = 24, MostColumns = 240;

    // Title, origin, colour bar, summary, and the next prompt.
    private const int LinesBesideMap = 5;

    /// <summary>Lines of a map with title and legend.</summary>
    /// <param name="field">The field.</param>
    /// <param name="scale">Its colours.</param>
    /// <param name="terminal">What the terminal can do.</param>
    public static IReadOnlyList<string> Lines(LevelField field, ColourScale scale, TerminalAbility terminal)
    {
        var (columns, rows) = Size(terminal);
        var hasColours = terminal.Colours is not TerminalColours.None;
        var blocks = new HalfBlocks(terminal.Colours);
        var raster = new TerminalRaster(field, columns, hasColours ? 2 * rows : rows);
        return
        [
            FieldCaption.Title(field),
            FieldCaption.Origin(field),
            .. Enumerable.Range(0, rows).Select(row => hasColours
                ? blocks.Line(raster.Colours(2 * row, scale), raster.Colours((2 * row) + 1, scale))
                : Plain(raster, row, scale)),
            hasColours ? Bar(scale, columns, blocks) : PlainBar(scale),
            FieldCaption.Summary(field.Summary),
        ];
    }

    /// <summary>Characters of a map twice as wide as high on the screen, where a character is about twice as high as wide.</summary>
    internal static (int Columns, int Rows) Size(TerminalAbility terminal)
    {
        var columns = Math.Min(terminal.Columns, MostColumns);
        if (terminal.Rows is { } height)
        {
            columns = Math.Min(columns, 4 * Math.Max(1, height - LinesBesideMap));
        }

        // Whole rows of two pixels, each as high as wide.
        columns = Math.Max(LeastColumns, columns) / 4 * 4;
        return (columns, columns / 4);
    }

    private static string Plain(TerminalRaster raster, int row, ColourScale scale) => string.Concat(
        Enumerable.Range(0, raster.Columns).Select(column => Character(raster.Value(column, row), scale))).TrimEnd();

    private static char Character(float value, ColourScale scale) => float.IsNaN(value)
        ? '?'
        : Ramp[Math.Clamp((int)((value - scale.Low) / (scale.High - scale.Low) * Ramp.Length), 0, Ramp.Length - 1)];

    private static string Bar(ColourScale scale, int columns, HalfBlocks blocks)
    {
        var (low, high) = (End(scale, scale.Low) + " ", $" {End(scale, scale.High)} K");
        var width = Math.Max(1, columns - low.Length - high.Length);
        Rgb[] bar = [.. Enumerable.Range(0, width).Select(x => scale.Map.At((x + 0.5) / width))];
        return low + blocks.Line(bar, bar) + high;
    }

    private static string PlainBar(ColourScale scale) => string.Create(
        CultureInfo.InvariantCulture,
        $"{End(scale, scale.Low)} [{Ramp}] {End(scale, scale.High)} K, {(scale.High - scale.Low) / Ramp.Length:0.###} K a character");

    private static string End(ColourScale scale, double value) => scale.Label(value, 1 + Ramp.Length);
}
