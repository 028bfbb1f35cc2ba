using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Csv;

/// <summary>
/// The project's own station CSV: UTF-8 with a header, columns in any order, unknown columns ignored, empty (or NaN, or -9999)
/// for missing, times in ISO 8601.
/// </summary>
public sealed class StationCsvFormat : IStationFormat
{
    /// <inheritdoc/>
    public string Name => "csv";

    /// <inheritdoc/>
    public bool Recognises(string fileName, ReadOnlySpan<byte> head)
    {
        var end = head.IndexOf((byte)'\n');
        return StationCsvHeader.Recognises(end < 0 ? head : head[..end]);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StationItem> ReadAsync(Stream content, string source, CancellationToken cancellationToken) =>
        LineStations.ReadAsync(content, source, new StationCsvParser(source), cancellationToken);
}
