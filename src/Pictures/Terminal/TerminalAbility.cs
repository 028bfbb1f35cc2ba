using System.Globalization;

namespace Slams.Pictures.Terminal;

/// <summary>What a terminal can do.</summary>
/// <param name="Colours">Its colours.</param>
/// <param name="Columns">Its width in characters.</param>
/// <param name="Rows">Its height in lines; null when nobody knows, or when output goes to a file.</param>
public sealed record TerminalAbility(TerminalColours Colours, int Columns, int? Rows)
{
    /// <summary>Width of a terminal of which nothing is known.</summary>
    public const int UsualColumns = 80;

    private static readonly string[] WithoutColours = ["dumb", "vt52", "vt100", "vt102", "vt220", "vt320"];

    /// <summary>Finds out what the environment says.</summary>
    /// <param name="variable">Environment variables by name.</param>
    /// <param name="isRedirected">Whether output goes elsewhere than to a terminal.</param>
    /// <param name="window">Columns and rows of the window, where they are known.</param>
    public static TerminalAbility Of(Func<string, string?> variable, bool isRedirected, (int Columns, int Rows)? window)
    {
        var columns = window is { Columns: > 0 } known ? known.Columns
            : int.TryParse(variable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0 ? given : UsualColumns;
        return new TerminalAbility(
            isRedirected ? TerminalColours.None : ColoursOf(variable), columns, isRedirected || window is not { Rows: > 0 } ? null : window.Value.Rows);
    }

    private static TerminalColours ColoursOf(Func<string, string?> variable)
    {
        // See no-color.org: set and not empty, whatever it says.
        if (!string.IsNullOrEmpty(variable("NO_COLOR")))
        {
            return TerminalColours.None;
        }

        var term = variable("TERM") ?? "";
        if (variable("COLORTERM") is "truecolor" or "24bit" || !string.IsNullOrEmpty(variable("WT_SESSION"))
            || term.EndsWith("-direct", StringComparison.Ordinal))
        {
            return TerminalColours.Full;
        }

        return term.Length == 0 || WithoutColours.Contains(term, StringComparer.Ordinal) ? TerminalColours.None : TerminalColours.Palette;
    }
}
