namespace Slams.Ingest.Polling;

/// <summary>Names of servers' files, made fit for files here.</summary>
internal static class SafeName
{
    private const int Head = 96, Tail = 32;
    private const string Nameless = "data";

    /// <summary>The name of what is at an address: its last part, or where it has none the host.</summary>
    /// <param name="address">The address, absolute.</param>
    public static string Of(Uri address) => Of(Uri.UnescapeDataString(address.Segments is [.., var last] ? last.TrimEnd('/') : ""), address.Host);

    /// <summary>
    /// The name with an underscore for whatever a path, a terminal or a log could stumble over, and before a point at its beginning, which would hide the
    /// file: 1 to 128 characters of ASCII. The middle of a long one is left out: readers go by beginning and ending.
    /// </summary>
    /// <param name="name">The name; may be anything.</param>
    /// <param name="otherwise">Taken where it is empty; may be anything too.</param>
    public static string Of(string name, string otherwise)
    {
        var chosen = name.Length > 0 ? name : otherwise.Length > 0 ? otherwise : Nameless;
        var safe = string.Concat(chosen.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '+' or '=' or '@' or ',' ? c : '_'));
        safe = safe[0] == '.' ? "_" + safe : safe;
        return safe.Length > Head + Tail ? string.Concat(safe.AsSpan(0, Head), safe.AsSpan(safe.Length - Tail)) : safe;
    }
}
