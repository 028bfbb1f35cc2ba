using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Slams.Hosting.Ingest;

/// <summary>
/// One version of a file of somebody else's, brought into a folder of its own within the spool. The name of that folder says what is in it, so
/// that the log, which tells of files by their paths, tells also which versions of what were read. It begins with the time: later arrivals sort later.
/// </summary>
/// <param name="Time">When it came.</param>
/// <param name="Address">Short hash of where it is from.</param>
/// <param name="Version">Short hash of what the server calls the version; that of the content where it calls it nothing.</param>
/// <param name="Content">Short hash of the content.</param>
public sealed partial record Arrival(DateTimeOffset Time, string Address, string Version, string Content)
{
    /// <summary>Digits of a short hash.</summary>
    public const int HashLength = 16;

    private const string TimeFormat = "yyyyMMdd'T'HHmmssfff'Z'";

    /// <summary>Name of its folder, for example <c>20261130T021103123Z-1f2e3d4c5b6a7988-99aabbccddeeff00-0011223344556677</c>.</summary>
    public string Folder { get; } = string.Create(CultureInfo.InvariantCulture, $"{Time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture)}-{Address}-{Version}-{Content}");

    /// <summary>Short hash of a text.</summary>
    public static string HashOf(string text) => HashOf(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>The same of a SHA-256.</summary>
    public static string HashOf(ReadOnlySpan<byte> sha256) => Convert.ToHexStringLower(sha256)[..HashLength];

    /// <summary>What the name of a folder says; null where it is none of an arrival.</summary>
    public static Arrival? Parse(string folder)
    {
        var found = Pattern().Match(folder);
        return found.Success && DateTimeOffset.TryParseExact(
            found.Groups[1].Value, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? new Arrival(time, found.Groups[2].Value, found.Groups[3].Value, found.Groups[4].Value)
            : null;
    }

    /// <summary>The arrival that a file is; null of any other file.</summary>
    public static Arrival? Of(string file) => Parse(Path.GetFileName(Path.GetDirectoryName(file)) ?? "");

    /// <summary>The folder whose files sort by the time when they came: that of a file, or of an arrival the spool.</summary>
    public static string FolderOf(string file)
    {
        var folder = Path.GetDirectoryName(file) ?? "";
        return Parse(Path.GetFileName(folder)) is null ? folder : Path.GetDirectoryName(folder) ?? "";
    }

    [GeneratedRegex(@"\A(\d{8}T\d{9}Z)-([0-9a-f]{16})-([0-9a-f]{16})-([0-9a-f]{16})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
