using Slams.Formats.Stations.Bulletins;
using Slams.Formats.Stations.Positions;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Metar;

/// <summary>
/// METAR and SPECI (FM-15, FM-16): WMO bulletins, plain lists with a report a line, and CSV with a column of raw text, of which
/// station position and time are taken too.
/// </summary>
/// <remarks>
/// <para>The temperature is that of the remark <c>Tsnnnsnnn</c>, in tenths of a degree, where there is one, else the rounded one of the body.
/// Precipitation is <c>6RRRR</c> at the hours where it states six hours; amounts of other periods are not summed up. The pressure at the
/// station follows from the altimeter setting and the elevation where that is known; <c>SLP</c> is a pressure elsewhere and left out.</para>
/// <para>Reports carry day, hour and minute; month and year are as near to the reference as they can be
/// (<see cref="StationReadOptions.ReferenceTime"/>). The station id is the ICAO location indicator, which is also the key of the position.</para>
/// </remarks>
public sealed class MetarFormat(StationReadOptions options) : IStationFormat
{
    private readonly PositionSource _positions = new(options.Positions);

    /// <inheritdoc/>
    public string Name => "metar";

    /// <inheritdoc/>
    public bool Recognises(string fileName, ReadOnlySpan<byte> head) =>
        HeadLines.Any(head, line => MetarReports.IsReport(line) || MetarCsvHeader.TryParse(line) is not null);

    /// <inheritdoc/>
    public IAsyncEnumerable<StationItem> ReadAsync(Stream content, string source, CancellationToken cancellationToken) =>
        ReadAsync(content, source, options.Clock.GetUtcNow(), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<StationItem> ReadAsync(Stream content, string source, DateTimeOffset written, CancellationToken cancellationToken)
    {
        var reader = new MetarReader(source, _positions, ReferenceTime.For(source, written, options));
        return TextStations.ReadAsync(content, new MetarTextParser(source, reader), cancellationToken);
    }
}
