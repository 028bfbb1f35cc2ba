using System.Runtime.CompilerServices;
using Slams.Formats.Bufr;
using Slams.Formats.Soundings.Bufr;
using Slams.Formats.Stations.Upper;

namespace Slams.Formats.Stations.Bufr;

/// <summary>
/// Surface reports in BUFR, of editions 2 to 4, compressed or not, with one subset or many: land stations (templates 307080 to 307086 and
/// kin, and the ones before those) and ships and buoys; and soundings (309052, 309057 and kin), which become profiles.
/// </summary>
/// <remarks>
/// <para>The tables are those of ecCodes, which must be installed; without it a file is one dead letter that names the library. Messages
/// themselves are read here and not by ecCodes, which damaged ones can crash.</para>
/// <para>The id is the WIGOS identifier, as the report states it or made of the WMO number (<c>0-20000-0-15015</c>); of ships, buoys and
/// others the call sign, number or name. Each subset is a record. Of elements that stand in a report more than once the first counts.
/// Precipitation is the amount of six hours, or zero where a longer period had none. Corrections are known by the update number of section
/// 1 or by CCx in a heading before the message.</para>
/// </remarks>
/// <param name="libraries">Names under which ecCodes is looked for.</param>
internal sealed class BufrFormat(IReadOnlyList<string> libraries) : IStationFormat
{
    private readonly BufrTableStore _tables = new(libraries);

    /// <summary>Reads with the library of this system.</summary>
    public BufrFormat()
        : this(EcCodesDefinitions.Libraries)
    {
    }

    /// <inheritdoc/>
    public string Name => "bufr";

    /// <inheritdoc/>
    public bool Recognises(string fileName, ReadOnlySpan<byte> head) => BufrScanner.Recognises(head);

    /// <inheritdoc/>
    public async IAsyncEnumerable<StationItem> ReadAsync(
        Stream content, string source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var numbers = new RecordNumbers();
        var (reports, soundings) = (new SurfaceReports(source, _tables, numbers), new BufrSoundings(source, _tables, numbers));
        await foreach (var found in BufrContent.ReadAsync(content, cancellationToken).ConfigureAwait(false))
        {
            if (found.Problem is null && BufrScanner.DataCategory(found.Bytes.Span) == BufrSoundingFormat.DataCategory)
            {
                soundings.Add(found, cancellationToken);
                foreach (var item in soundings.Taken)
                {
                    yield return SoundingProfiles.ToStationItem(item, source);
                }

                continue;
            }

            reports.Add(found, cancellationToken);
            foreach (var item in reports.Taken)
            {
                yield return item;
            }
        }
    }
}
