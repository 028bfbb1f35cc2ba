using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Ndbc;

/// <summary>
/// Standard meteorological data of the National Data Buoy Center, as its real-time files have them (<c>46026.txt</c>), and its yearly ones
/// (<c>46026h2020.txt.gz</c>), whose missing values are nines.
/// </summary>
/// <remarks>
/// A file holds one station and carries neither its id nor its position: the id comes from the file's name, the position from the list
/// given, and is null without one. The pressure is that at sea level, so <c>SurfacePressurePa</c> stays null; there is no precipitation.
/// </remarks>
public sealed class NdbcFormat(IReadOnlyDictionary<string, StationPosition> positions) : IStationFormat
{
    /// <inheritdoc/>
    public string Name => "ndbc";

    /// <inheritdoc/>
    public bool Recognises(string fileName, ReadOnlySpan<byte> head)
    {
        var end = head.IndexOf((byte)'\n');
        return NdbcColumns.IsHeader(end < 0 ? head : head[..end]);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StationItem> ReadAsync(Stream content, string source, CancellationToken cancellationToken)
    {
        var id = StationId(source);
        return LineStations.ReadAsync(content, source, new NdbcParser(source, id, positions.GetValueOrDefault(id)), cancellationToken);
    }

    /// <summary>The name up to what says which file of the station it is: <c>_5day</c>, or <c>h</c> and the year.</summary>
    private static string StationId(string source)
    {
        var name = Path.GetFileName(source);
        name = name[..(name.AsSpan().IndexOfAny('.', '_') is var end and >= 0 ? end : name.Length)];
        var yearly = name.Length > 5 && name[^5] is 'h' or 'H' && name.AsSpan()[^4..].ContainsAnyExceptInRange('0', '9') is false;
        name = yearly ? name[..^5] : name;
        return name.Length == 0 || name.Length > StationIdPool.MaximumBytes || name.Any(char.IsControl) ? "unknown" : name.ToUpperInvariant();
    }
}
