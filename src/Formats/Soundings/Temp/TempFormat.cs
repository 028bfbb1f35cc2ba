using System.Runtime.CompilerServices;
using Slams.Formats.Stations;
using Slams.Formats.Stations.Bulletins;
using Slams.Formats.Stations.Metar;
using Slams.Formats.Stations.Positions;
using Slams.Formats.Stations.Synop;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Soundings.Temp;

/// <summary>
/// Soundings as text: WMO bulletins of FM 35 TEMP (land, <c>TTAA</c> to <c>TTDD</c>), FM 36 (ship, <c>UUAA</c>) and FM 38 (mobile land, <c>IIAA</c>).
/// </summary>
/// <remarks>
/// <para>Standard and significant levels and the tropopause are read, with height, temperature and dew point; winds and what follows the levels are
/// passed over. A part with a group that fits nowhere is read up to that group, and is a dead letter too.</para>
/// <para>The id of a land station is its WIGOS identifier, its position comes from the list given, else from the bundled list of SYNOP stations; ships
/// and mobile stations state theirs. Month and year are as near to the reference as they can be (<see cref="StationReadOptions.ReferenceTime"/>).</para>
/// </remarks>
internal sealed class TempFormat(StationReadOptions options) : ISoundingFormat
{
    // Hundreds of significant levels of temperature and wind, of 12 bytes each.
    private const int MaximumReportBytes = 16 * 1024;

    /// <inheritdoc/>
    /// <remarks>A file in which reports of the surface stand too is one of stations.</remarks>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        HeadLines.Any(head, TempForm.BeginsReport) && !HeadLines.Any(head, line => SynopReports.IsHeading(line) || MetarReports.IsReport(line));

    /// <inheritdoc/>
    public IAsyncEnumerable<SoundingItem> ReadAsync(Stream content, string source, CancellationToken cancellationToken) =>
        ReadAsync(content, source, options.Clock.GetUtcNow(), cancellationToken);

    /// <inheritdoc/>
    public async IAsyncEnumerable<SoundingItem> ReadAsync(
        Stream content, string source, DateTimeOffset written, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var positions = new PositionSource(options.Positions, BundledPositions.Stations);
        var reports = new TempReports(source, positions, ReferenceTime.For(source, written, options));
        var parser = new BulletinParser<TempItem>(reports, MaximumReportBytes);
        await using var items = TextStations.ReadAsync(content, parser, cancellationToken).GetAsyncEnumerator(cancellationToken);
        var soundings = new TempSoundings();
        InvalidDataException? failure = null;
        for (var more = true; more;)
        {
            TempItem item = default;
            try
            {
                more = await items.MoveNextAsync().ConfigureAwait(false);
                item = more ? items.Current : default;
            }
            catch (InvalidDataException exception)
            {
                // What came before the content broke off is given first.
                (more, failure) = (false, exception);
            }

            if (item.Part is { } part)
            {
                soundings.Add(part);
            }

            while (soundings.IsFull && soundings.Take() is { } early)
            {
                yield return SoundingItem.Of(early);
            }

            if (item.Unreadable is { } unreadable)
            {
                yield return new SoundingItem(null, unreadable);
            }
        }

        while (soundings.Take() is { } sounding)
        {
            yield return SoundingItem.Of(sounding);
        }

        if (failure is not null)
        {
            throw failure;
        }
    }
}
