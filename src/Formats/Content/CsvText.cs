using System.Buffers;

namespace Slams.Formats.Content;

/// <summary>Text as a field of a CSV line.</summary>
internal static class CsvText
{
    private static readonly SearchValues<char> NeedQuotes = SearchValues.Create(",\" ");

    /// <summary>The text, in quotes where it needs them.</summary>
    public static string Quote(string text) =>
        text.AsSpan().ContainsAny(NeedQuotes) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    /// <summary>The same of text that others wrote: what would end the line, or disturb a terminal, becomes a question mark.</summary>
    public static string QuoteAny(string text) => Quote(Printable.Of(text));
}
