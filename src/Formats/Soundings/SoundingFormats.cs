using System.Runtime.CompilerServices;
using System.Text;
using Slams.Core.Observations;
using Slams.Formats.Content;
using Slams.Formats.Soundings.Bufr;
using Slams.Formats.Soundings.Igra;
using Slams.Formats.Soundings.Temp;
using Slams.Formats.Stations;

namespace Slams.Formats.Soundings;

/// <summary>
/// Reads files of soundings, plain or gzipped: IGRA version 2, BUFR with the tables of ecCodes, and TEMP as text, with all that people look at. Ingest
/// reads them by <see cref="StationFormats"/>, as profiles of temperature.
/// </summary>
public sealed class SoundingFormats
{
    private const int HeadBytes = 4096;

    private readonly StationReadOptions _options;
    private readonly ISoundingFormat[] _formats;

    /// <summary>Makes a reader of all formats.</summary>
    /// <param name="options">Positions and reference time, for reports that state no position and a part of the date; null has none.</param>
    public SoundingFormats(StationReadOptions? options = null)
    {
        _options = options ?? new StationReadOptions();
        _formats = [new IgraFormat(), new BufrSoundingFormat(), new TempFormat(_options)];
    }

    /// <summary>Whether a file holds soundings.</summary>
    public async Task<bool> RecognisesFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var raw = InputStreams.Open(path);
            await using var content = await OpenedContent.OpenAsync(raw, HeadBytes, _options.MaximumDecompressedBytes, cancellationToken).ConfigureAwait(false);
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
        await using var content = await OpenedContent.OpenAsync(raw, HeadBytes, _options.MaximumDecompressedBytes, cancellationToken).ConfigureAwait(false);
        var format = Array.Find(_formats, format => format.Recognises(content.Head.Span))
            ?? throw new InvalidDataException("The content is of no known format of soundings (IGRA, BUFR, TEMP).");
        await foreach (var item in format.ReadAsync(content.Stream, source, File.GetLastWriteTimeUtc(path), cancellationToken).ConfigureAwait(false))
        {
            yield return item;
        }
    }
}
