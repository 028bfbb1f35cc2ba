using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Ghcnh;

/// <summary>
/// NOAA's Global Historical Climatology Network hourly, files with <c>|</c> between the fields, in the column names of version 1.1 and of
/// those before.
/// </summary>
/// <remarks>
/// Values that fail the archive's own checks, or that it marks erroneous, count as missing. Precipitation is the amount that the file states
/// for six hours. The station id is that of the network, <c>USW00094846</c>.
/// </remarks>
public sealed class GhcnhFormat : IStationFormat
{
    /// <inheritdoc/>
    public string Name => "ghcnh";

    /// <inheritdoc/>
    public bool Recognises(string fileName, ReadOnlySpan<byte> head)
    {
        // The header is longer than the head.
        var end = head.IndexOf((byte)'\n');
        var names = TableColumns.Names(end < 0 ? head : head[..end], (byte)'|');
        return GhcnhColumns.Names[(int)GhcnhColumn.Station].Contains(names[0])
            && names.Contains(GhcnhColumns.Names[(int)GhcnhColumn.Temperature][0])
            && names.Contains(GhcnhColumns.Names[(int)GhcnhColumn.TemperatureQuality][0]);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StationItem> ReadAsync(Stream content, string source, CancellationToken cancellationToken) =>
        LineStations.ReadAsync(content, source, new GhcnhParser(source), cancellationToken);
}
