using System.Runtime.CompilerServices;
using System.Text;
using Slams.Core.Observations;
using Slams.Formats.Content;
using Slams.Formats.Soundings.Bufr;
using Slams.Formats.Soundings.Igra;

namespace Slams.Formats.Soundings;

/// <summary>
/// Reads files of soundings, plain or gzipped: IGRA version 2, and BUFR with the tables of ecCodes. They are for people to look at, and
/// for verification: nothing assimilates them yet.
/// </summary>
public sealed class SoundingFormats
{
    private const int HeadBytes = 4096;
    private const long MaximumDecompressedBytes = 4L << 30;

    private readonly ISoundingFormat[] _formats = [new IgraFormat(), new BufrSoundingFormat()];

    /// <summary>Whether a file holds soundings.</summary>
    public async Task<bool> RecognisesFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var raw = InputStreams.Open(path);
            await using var content = await OpenedContent.OpenAsync(raw, HeadBytes, MaximumDecompressedBytes, cancellationToken).ConfigureAwait(false);
            return Array.Exists(_formats, format => format.Recognises(content.Head.Span));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Reads a file. One that cannot be read, or breaks off, gives a dead letter with record 0 after what could be read.</summary>
    public async IAsyncEnumerable<SoundingItem> ReadFileAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var source = Path.GetFileName(path);
        await using var items = ReadUnguardedAsync(path, source, cancellationToken).GetAsyncEnumerator(cancellationToken);
        for (var more = true; more;)
        {
            SoundingItem item = default;
            try
            {
                more = await items.MoveNextAsync().ConfigureAwait(false);
                item = more ? items.Current : default;
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                more = false;
                item = new SoundingItem(null, new DeadLetter(source, 0, exception.Message, Encoding.UTF8.GetBytes(source)));
            }

            if (item != default)
            {
                yield return item;
            }
        }
    }

    private async IAsyncEnumerable<SoundingItem> ReadUnguardedAsync(
        string path, string source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var raw = InputStreams.Open(path);
        await using var content = await OpenedContent.OpenAsync(raw, HeadBytes, MaximumDecompressedBytes, cancellationToken).ConfigureAwait(false);
        var format = Array.Find(_formats, format => format.Recognises(content.Head.Span))
            ?? throw new InvalidDataException("The content is of no known format of soundings (IGRA, BUFR).");
        await foreach (var item in format.ReadAsync(content.Stream, source, cancellationToken).ConfigureAwait(false))
        {
            yield return item;
        }
    }
}
