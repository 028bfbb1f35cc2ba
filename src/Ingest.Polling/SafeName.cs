namespace Slams.Ingest.Polling;

/// <summary>Names of servers' files, made fit for files here.</summary>
internal static class SafeName
{
    private const int Head = 96, Tail = 32;

    /// <summary>The name of what is at an address: its last part, or where it has none the host.</summary>
    public static string Of(Uri address) => Of(Uri.UnescapeDataString(address.Segments[^1].TrimEnd('/')), address.Host);

    /// <summary>
    /// The name with an underscore for whatever a path, a terminal or a log could stumble over, and before a point at its beginning, which would hide the
    /// file. The middle of a long one is left out: readers go by beginning and ending.
    /// </summary>
    /// <param name="name">The name; may be anything.</param>
    /// <param name="otherwise">Taken where it is empty.</param>
    public static string Of(string name, string otherwise)
    {
        var safe = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '+' or '=' or '@' or ',' ? c : '_'));
        safe = safe.Length == 0 ? otherwise : safe[0] == '.' ? "_" + safe : safe;
        return safe.Length > Head + Tail ? string.Concat(safe.AsSpan(0, Head), safe.AsSpan(safe.Length - Tail)) : safe;
    }
}
