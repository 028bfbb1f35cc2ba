using System.Runtime.CompilerServices;
using Slams.Core.Observations;

namespace Slams.Formats.Stations.Text;

/// <summary>Runs a line parser over a stream.</summary>
internal static class LineStations
{
    public static readonly string TooLong = $"The line is longer than {LineReader.MaximumLineBytes} bytes.";
    public const string CutShort = "The line is cut short.";

    private const int RawBytes = 1024;

    public static async IAsyncEnumerable<StationItem> ReadAsync(
        Stream content, string source, ILineParser parser, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var lines = new LineReader(content);
        Exception? failure = null;
        do
        {
            while (lines.TryTake(out var line))
            {
                if (lines.TooLong)
                {
                    yield return Unreadable(source, lines.Number, TooLong, line.Span);
                }
                else if (!line.IsEmpty && parser.Parse(line.Span, lines.Number) is { } item)
                {
                    yield return item;
                }
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
        while (failure is null && await FillAsync().ConfigureAwait(false));

        if (failure is not null)
        {
            // What came of the line in which the content broke off could pass for a whole one with other values.
            if (!lines.Unfinished.IsEmpty)
            {
                yield return Unreadable(source, lines.Number + 1, CutShort, lines.Unfinished.Span);
            }

            throw BrokenOff(failure, lines.Number);
        }

        async ValueTask<bool> FillAsync()
        {
            try
            {
                return await lines.FillAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException)
            {
                failure = exception;
                return false;
            }
        }
    }

    public static InvalidDataException BrokenOff(Exception failure, long lines) => new($"{failure.Message} {lines} whole lines were read.", failure);

    public static StationItem Unreadable(string source, long record, string reason, ReadOnlySpan<byte> raw) =>
        StationItem.Of(new DeadLetter(source, record, reason, raw[..Math.Min(raw.Length, RawBytes)].ToArray()));
}
