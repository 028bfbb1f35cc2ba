using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Isd;

/// <summary>
/// NOAA's Integrated Surface Database, full fixed-width records: control section, mandatory data and, of the additional data,
/// precipitation (AA1-AA4) and station pressure (MA1).
/// </summary>
/// <remarks>
/// Precipitation is taken only where one group states an amount over six hours; amounts of other periods are not summed up.
/// Values which the archive itself marks erroneous (quality 3 or 7) count as missing. Daily and monthly summaries (SOD, SOM) give
/// readings without values, as they are no instants. The station id is USAF and WBAN number, <c>725300-94846</c>.
/// </remarks>
public sealed class IsdFormat : IStationFormat
{
    /// <inheritdoc/>
    public string Name => "isd";

    /// <inheritdoc/>
    public bool Recognises(string fileName, ReadOnlySpan<byte> head) =>
        HeadLines.Any(head, IsdParser.LooksLikeRecord);

    /// <inheritdoc/>
    public IAsyncEnumerable<StationItem> ReadAsync(Stream content, string source, CancellationToken cancellationToken) =>
        LineStations.ReadAsync(content, source, new IsdParser(source), cancellationToken);
}
