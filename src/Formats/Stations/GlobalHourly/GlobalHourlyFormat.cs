using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.GlobalHourly;

/// <summary>
/// The Integrated Surface Database as NCEI gives it out in CSV (data set global-hourly): a header, and in each field the groups of the ISD
/// record with commas between their parts.
/// </summary>
/// <remarks>
/// What counts as missing is as with <see cref="Isd.IsdFormat"/>, and so is the station id: of eleven digits the first six are the USAF
/// number and the others the WBAN number, <c>725300-94846</c>.
/// </remarks>
public sealed class GlobalHourlyFormat : IStationFormat
{
    /// <inheritdoc/>
    public string Name => "global-hourly";

    /// <inheritdoc/>
    public bool Recognises(string fileName, ReadOnlySpan<byte> head)
    {
        var end = head.IndexOf((byte)'\n');
        var names = TableColumns.Names(end < 0 ? head : head[..end], (byte)',');
        return names.Contains("STATION") && names.Contains("DATE") && names.Contains("TMP");
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<StationItem> ReadAsync(Stream content, string source, CancellationToken cancellationToken) =>
        LineStations.ReadAsync(content, source, new GlobalHourlyParser(source), cancellationToken);
}
