using System.Runtime.CompilerServices;
using System.Text;
using Slams.Core.Observations;
using Slams.Formats.Content;
using Slams.Formats.Soundings.Igra;
using Slams.Formats.Soundings.Temp;
using Slams.Formats.Stations.Bufr;
using Slams.Formats.Stations.Csv;
using Slams.Formats.Stations.Ghcnh;
using Slams.Formats.Stations.GlobalHourly;
using Slams.Formats.Stations.Isd;
using Slams.Formats.Stations.IsdLite;
using Slams.Formats.Stations.Madis;
using Slams.Formats.Stations.Metar;
using Slams.Formats.Stations.Ndbc;
using Slams.Formats.Stations.Sao;
using Slams.Formats.Stations.Synop;
using Slams.Formats.Stations.Upper;
using Slams.Formats.Stations.Wis2;

namespace Slams.Formats.Stations;

/// <summary>
/// Reads station files of every known format, plain or gzipped. A file that cannot be read at all, or that breaks off, gives one
/// dead letter with record 0 after what could be read; it never throws for what a file holds.
/// </summary>
public sealed class StationFormats
{
    private readonly StationReadOptions _options;
    private readonly IStationFormat[] _formats;

    /// <summary>Makes a reader of all formats.</summary>
    /// <exception cref="ArgumentException">The format asked for is unknown.</exception>
    public StationFormats(StationReadOptions options)
    {
        _options = options;
        // BUFR first: its bytes can hold what passes for a heading of text.
        IStationFormat[] all =
        [
            new BufrFormat(),
            new StationCsvFormat(),
            // Before the other netCDF, which takes whatever is of that.
            new MadisFormat(), new SaoFormat(), new IsdLiteFormat(options.Positions), new IsdFormat(),
            new MetarFormat(options),
            new SynopFormat(options),
            new GhcnhFormat(),
            new GlobalHourlyFormat(),
            new NdbcFormat(options.Positions),
            new Wis2Format(),
            // Last: a file in which reports of the surface stand too is theirs.
            new SoundingStationFormat("igra", new IgraFormat()),
            new SoundingStationFormat("temp", new TempFormat(options)),
        ];
        Names = Array.ConvertAll(all, format => format.Name);
        _formats = options.Format is null ? all : Array.FindAll(all, format => format.Name == options.Format);
        if (_formats.Length == 0)
        {
            throw new ArgumentException(
                $"Unknown station format '{options.Format}'; known are {string.Join(", ", Names)}.", nameof(options));
        }
    }

    /// <summary>Names of all formats, as <c>--format</c> takes them.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Name of the format that a file would be read as; null where it is of none, or cannot be opened.</summary>
    public async Task<string?> RecogniseFileAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            await using var raw = InputStreams.Open(path);
            await using var content = await OpenedContent.OpenAsync(
                raw, StationReadOptions.HeadBytes, _options.MaximumDecompressedBytes, cancellationToken).ConfigureAwait(false);
            return Recognise(Path.GetFileName(path), content.Head.Span).Name;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public IAsyncEnumerable<StationItem> ReadFileAsync(string path, CancellationToken cancellationToken) =>
        GuardAsync(Path.GetFileName(path), () => InputStreams.Open(path), () => File.GetLastWriteTimeUtc(path), cancellationToken);

    /// <summary>Reads a stream, which is disposed of at the end.</summary>
    /// <param name="raw">The content, compressed or not.</param>
    /// <param name="source">Name of the source for readings and dead letters.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public IAsyncEnumerable<StationItem> ReadAsync(Stream raw, string source, CancellationToken cancellationToken) =>
        GuardAsync(source, () => raw, _options.Clock.GetUtcNow, cancellationToken);

    private async IAsyncEnumerable<StationItem> GuardAsync(
        string source, Func<Stream> open, Func<DateTimeOffset> written, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var items = ReadUnguardedAsync(source, open, written, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (true)
        {
            DeadLetter? failure = null;
            try
            {
                if (!await items.MoveNextAsync().ConfigureAwait(false))
                {
                    yield break;
                }
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                failure = new DeadLetter(source, 0, exception.Message, Encoding.UTF8.GetBytes(source));
            }

            yield return failure is null ? items.Current : StationItem.Of(failure);
            if (failure is not null)
            {
                yield break;
            }
        }
    }

    private async IAsyncEnumerable<StationItem> ReadUnguardedAsync(
        string source, Func<Stream> open, Func<DateTimeOffset> written, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var raw = open();
        await using var content = await OpenedContent.OpenAsync(
            raw, StationReadOptions.HeadBytes, _options.MaximumDecompressedBytes, cancellationToken).ConfigureAwait(false);
        if (content.Head.IsEmpty)
        {
            throw new InvalidDataException("The file is empty.");
        }

        var format = Recognise(source, content.Head.Span);
        var stream = format is SaoFormat or MadisFormat && !content.Stream.CanSeek
            ? await BufferAsync(content.Stream, cancellationToken).ConfigureAwait(false)
            : content.Stream;
        await foreach (var item in format.ReadAsync(stream, source, written(), cancellationToken).ConfigureAwait(false))
        {
            yield return item with { Format = format.Name };
        }
    }

    private IStationFormat Recognise(string source, ReadOnlySpan<byte> head)
    {
        if (_options.Format is not null)
        {
            return _formats[0];
        }

        var name = Path.GetFileName(source);
        name = name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? name[..^3] : name;
        foreach (var format in _formats)
        {
            if (format.Recognises(name, head))
            {
                return format;
            }
        }

        throw new InvalidDataException($"The content is of no known station format ({string.Join(", ", Names)}).");
    }

    private async Task<Stream> BufferAsync(Stream content, CancellationToken cancellationToken)
    {
        var limited = new LimitedStream(content, _options.MaximumBufferedBytes);
        var buffer = new MemoryStream();
        await limited.CopyToAsync(buffer, cancellationToken).ConfigureAwait(false);
        buffer.Position = 0;
        return buffer;
    }
}
