using System.Runtime.CompilerServices;
using Slams.Formats.Bufr;

namespace Slams.Formats.Soundings.Bufr;

/// <summary>Soundings in BUFR (data category 2): 309052, 309057 and kin, and the templates before those, with the tables of ecCodes.</summary>
internal sealed class BufrSoundingFormat : ISoundingFormat
{
    /// <summary>Vertical soundings other than satellite, table A.</summary>
    internal const int DataCategory = 2;

    private readonly BufrTableStore _tables = new(EcCodesDefinitions.Libraries);

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) => BufrScanner.DataCategory(head) == DataCategory;

    /// <inheritdoc/>
    public async IAsyncEnumerable<SoundingItem> ReadAsync(Stream content, string source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var soundings = new BufrSoundings(source, _tables);
        await foreach (var found in BufrContent.ReadAsync(content, cancellationToken).ConfigureAwait(false))
        {
            soundings.Add(found, cancellationToken);
            foreach (var item in soundings.Taken)
            {
                yield return item;
            }
        }
    }
}
