using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.IsdLite;

/// <summary>
/// NOAA's ISD-Lite: hourly lines of twelve integers. A file holds one station and carries neither its id nor its position: the id
/// is the first two parts of the file name (<c>071470-99999-2014.gz</c> is station 071470-99999), the position comes from the list
/// given, and is null without one.
/// </summary>
public sealed class IsdLiteFormat(IReadOnlyDictionary<string, StationPosition> positions) : IStationFormat
{
    /// <inheritdoc/>
    public string Name => "isd-lite";

    /// <inheritdoc/>
    public bool Recognises(string fileName, ReadOnlySpan<byte> head) => HeadLines.Any(head, IsdLiteParser.LooksLikeRecord);

    /// <inheritdoc/>
    public IAsyncEnumerable<StationItem> ReadAsync(Stream content, string source, CancellationToken cancellationToken)
    {
        var id = StationId(source);
        return LineStations.ReadAsync(content, source, new IsdLiteParser(source, id, positions.GetValueOrDefault(id)), cancellationToken);
    }

    private static string StationId(string source)
    {
        var name = Path.GetFileName(source);
        name = name[..(name.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? dot : name.Length)];
        var parts = name.Split('-');
        return parts.Length >= 3 ? $"{parts[0]}-{parts[1]}" : name.Length > 0 ? name : "unknown";
    }
}
