using System.Globalization;
using System.Text;
using Slams.Pictures.Colours;

namespace Slams.Pictures.Terminal;

/// <summary>Two pixels in a character: its upper half is the foreground, its lower half the background (ECMA-48, SGR 38 and 48).</summary>
/// <param name="colours">Full colours, or those of the palette.</param>
internal sealed class HalfBlocks(TerminalColours colours)
{
    /// <summary>The character whose upper half is filled.</summary>
    public const char Upper = '\u2580';

    private const string Reset = "\u001b[0m";
    private readonly XtermPalette _palette = new();

    /// <summary>One line of text of two rows of pixels. A colour is only said where it changes, and all is reset at the end.</summary>
    public string Line(IReadOnlyList<Rgb> upper, IReadOnlyList<Rgb> lower)
    {
        var text = new StringBuilder();
        var (ink, paper) = ("", "");
        for (var x = 0; x < upper.Count; x++)
        {
            Say(38, upper[x], ref ink);
            Say(48, lower[x], ref paper);
            text.Append(Upper);
        }

        return text.Append(Reset).ToString();

        void Say(int where, Rgb colour, ref string said)
        {
            var code = Code(where, colour);
            text.Append(code == said ? "" : code);
            said = code;
        }
    }

    private string Code(int where, Rgb colour) => colours is TerminalColours.Full
        ? string.Create(CultureInfo.InvariantCulture, $"\u001b[{where};2;{colour.Red};{colour.Green};{colour.Blue}m")
        : string.Create(CultureInfo.InvariantCulture, $"\u001b[{where};5;{_palette.Nearest(colour)}m");
}
