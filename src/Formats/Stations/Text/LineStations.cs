using System.Runtime.CompilerServices;
using Slams.Core.Observations;

namespace Slams.Formats.Stations.Text;

/// <summary>Runs a line parser over a stream.</summary>
internal static class LineStations
{
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
                    yield return Unreadable(
                        source, lines.Number, $"The line is longer than {LineReader.MaximumLineBytes} bytes.", line.Span);
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
                yield return Unreadable(source, lines.Number + 1, "The line is cut short.", lines.Unfinished.Span);
            }

            throw new InvalidDataException($"{failure.Message} {lines.Number} whole lines were read.", failure);
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

    public static StationItem Unreadable(string source, long record, string reason, ReadOnlySpan<byte> raw) =>
        StationItem.Of(new DeadLetter(source, record, reason, raw[..Math.Min(raw.Length, RawBytes)].ToArray()));
}
