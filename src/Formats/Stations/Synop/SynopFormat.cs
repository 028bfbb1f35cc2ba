using Slams.Formats.Stations.Bulletins;
using Slams.Formats.Stations.Positions;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Synop;

/// <summary>
/// SYNOP as text: WMO bulletins of FM-12 (land, <c>AAXX</c>), FM-13 (ship, <c>BBXX</c>) and FM-14 (mobile land, <c>OOXX</c>) reports.
/// </summary>
/// <remarks>
/// <para>Of sections 1 and 3, temperature, dew point, pressure at the station, wind and precipitation are read; extremes and the rest are passed
/// over. Precipitation is what <c>6RRRtR</c> states for six hours, and zero where it states zero for a longer period, or where <c>iR</c> at a
/// main hour says that there was none: the periods of main hours are six hours or more. Amounts of other periods are not summed up.</para>
/// <para>The id of a land station is its WIGOS identifier, <c>0-20000-0-15015</c>, and its position comes from the list given, else from the bundled
/// list of SYNOP stations; ships and mobile stations are known by their call sign and state their position. Bulletins carry day and hour; month
/// and year are as near to the reference as they can be (<see cref="StationReadOptions.ReferenceTime"/>).</para>
/// <para>Reports of a bulletin with CCx in its heading are corrections (<see cref="Core.Observations.StationReading.Correction"/>); those with RRx
/// are reports like any other.</para>
/// </remarks>
public sealed class SynopFormat(StationReadOptions options) : IStationFormat
{
    /// <inheritdoc/>
    public string Name => "synop";

    /// <inheritdoc/>
    public bool Recognises(string fileName, ReadOnlySpan<byte> head) => HeadLines.Any(head, SynopReports.IsHeading);

    /// <inheritdoc/>
    public IAsyncEnumerable<StationItem> ReadAsync(Stream content, string source, CancellationToken cancellationToken) =>
        ReadAsync(content, source, options.Clock.GetUtcNow(), cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<StationItem> ReadAsync(Stream content, string source, DateTimeOffset written, CancellationToken cancellationToken)
    {
        var positions = new PositionSource(options.Positions, BundledPositions.Stations);
        var reports = new SynopReports(source, positions, ReferenceTime.For(source, written, options));
        return TextStations.ReadAsync(content, new BulletinParser<StationItem>(reports), cancellationToken);
    }
}
