using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Slams.Ingest.Polling.Wis2;

/// <summary>
/// A file that a broker tells of by a WIS2 notification message (Manual on the WMO Information System, WMO-No. 1060, volume II; GeoJSON).
/// </summary>
/// <param name="Identifier"><c>data_id</c>: the same of every copy and of every update.</param>
/// <param name="Name">Name for the file here.</param>
/// <param name="Version">What tells a version from another: the hash where one is told, else the time of publication.</param>
/// <param name="Links">Where it can be fetched, the first to be asked first.</param>
/// <param name="Inline">The content itself, where the message carries it.</param>
/// <param name="Told">What is told of the content; null for nothing that can be checked.</param>
internal sealed record Notice(string Identifier, string Name, string Version, IReadOnlyList<Uri> Links, byte[]? Inline, Integrity? Told)
    : RemoteFile(Identifier, Name, Version)
{
    /// <summary>Bytes of the longest message that is read; the standard has 8,192.</summary>
    public const int LongestMessage = 64 * 1024;

    private const int MostLinks = 16, LongestIdentifier = 2048;

    /// <inheritdoc/>
    public override bool ComesOnce => true;

    /// <summary>Index of the link that the next try begins with. Used by one try at a time.</summary>
    public int NextLink { get; set; }

    /// <summary>
    /// Reads a message. Null where it tells of no file to fetch: the withdrawal of one, or metadata.
    /// </summary>
    /// <exception cref="InvalidDataException">It is none, or nothing that it tells of can be fetched.</exception>
    public static Notice? Parse(ReadOnlySpan<byte> message)
    {
        if (message.Length > LongestMessage)
        {
            throw new InvalidDataException(FormattableString.Invariant($"the notification has {message.Length} bytes; at most {LongestMessage} are read"));
        }

        Wire? wire;
        try
        {
            wire = JsonSerializer.Deserialize(message, NoticeJson.Default.Wire);
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"not a notification: {exception.Message}", exception);
        }

        if (wire?.Properties is not { } properties)
        {
            throw new InvalidDataException("not a notification: it has no properties");
        }

        if (properties.DataId is not { Length: > 0 and <= LongestIdentifier } identifier)
        {
            throw new InvalidDataException("not a notification: data_id is absent, or too long");
        }

        var all = wire.Links ?? [];
        if (all.Any(link => link?.Relation == "deletion"))
        {
            return null;
        }

        Uri[] links = [.. all.Where(link => link?.Relation is "canonical" or "update").Select(link => Followed(link!.Address)).OfType<Uri>().Take(MostLinks)];
        var inline = Content(properties.Content);
        if (links.Length == 0 && inline is null)
        {
            throw new InvalidDataException($"the notification of '{identifier}' has neither a link that could be followed nor a content");
        }

        var told = properties.Integrity is { Method: { } method, Value: { } value } ? Integrity.Parse(method, value) : null;
        var version = properties.Integrity?.Value ?? properties.PublicationTime ?? throw new InvalidDataException($"the notification of '{identifier}' has neither integrity nor pubtime");
        return new(identifier, links.Length > 0 ? SafeName.Of(links[0]) : SafeName.Of(identifier[(identifier.LastIndexOf('/') + 1)..], "data"), version, links, inline, told);
    }

    /// <summary>The address of a link; null where it cannot be followed.</summary>
    private static Uri? Followed(string? link)
    {
        if (!Uri.TryCreate(link, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return null;
        }

        try
        {
            // Some of what is wrong with an address shows only where its parts are asked for: here, and not with whoever connects.
            return address is { UserInfo: "", IdnHost.Length: > 0, Authority.Length: > 0, AbsoluteUri.Length: > 0, Segments.Length: > 0 } ? address : null;
        }
        catch (UriFormatException)
        {
            return null;
        }
    }

    private static byte[]? Content(WireContent? content)
    {
        try
        {
            return content switch
            {
                { Encoding: "utf-8", Value: { } text } => Encoding.UTF8.GetBytes(text),
                // Readers unpack gzip by themselves; what is told of the content is of what was packed.
                { Encoding: "base64", Value: { } text } => Convert.FromBase64String(text),
                _ => null,
            };
        }
        catch (FormatException)
        {
            return null;
        }
    }

    internal sealed record Wire(WireProperties? Properties, IReadOnlyList<WireLink?>? Links);

    internal sealed record WireProperties(
        [property: JsonPropertyName("data_id")] string? DataId, [property: JsonPropertyName("pubtime")] string? PublicationTime, WireIntegrity? Integrity, WireContent? Content);

    internal sealed record WireIntegrity(string? Method, string? Value);

    internal sealed record WireContent(string? Encoding, string? Value);

    internal sealed record WireLink([property: JsonPropertyName("href")] string? Address, [property: JsonPropertyName("rel")] string? Relation);
}
