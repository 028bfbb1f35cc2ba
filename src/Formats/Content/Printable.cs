namespace Slams.Formats.Content;

/// <summary>Text out of files for terminals and logs.</summary>
public static class Printable
{
    /// <summary>
    /// The text with a question mark for each control character, end of line, and mark that changes the direction of writing: they make
    /// one line look like two, or text like another.
    /// </summary>
    public static string Of(string text) => text.Any(IsHostile) ? string.Concat(text.Select(c => IsHostile(c) ? '?' : c)) : text;

    /// <summary>Whether a character is one of these.</summary>
    public static bool IsHostile(char c) =>
        char.IsControl(c) || c is '\u2028' or '\u2029' or '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');
}
