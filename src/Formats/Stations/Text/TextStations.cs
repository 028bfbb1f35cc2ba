using System.Runtime.CompilerServices;

namespace Slams.Formats.Stations.Text;

/// <summary>Runs a text parser over a stream.</summary>
internal static class TextStations
{
    public static async IAsyncEnumerable<TItem> ReadAsync<TItem>(
        Stream content, ITextParser<TItem> parser, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var lines = new LineReader(content);
        var items = new List<TItem>();
        Exception? failure = null;
        do
        {
            while (lines.TryTake(out var line))
            {
                if (lines.TooLong)
                {
                    parser.Finish(cut: true, items);
                    items.Add(parser.Unreadable(lines.Number, LineStations.TooLong, line.Span));
                }
                else
                {
                    parser.Take(line.Span, lines.Number, items);
                }

                foreach (var item in items)
                {
                    yield return item;
                }

                items.Clear();
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
        while (failure is null && await FillAsync().ConfigureAwait(false));

        parser.Finish(failure is not null, items);
        if (failure is not null && !lines.Unfinished.IsEmpty)
        {
            items.Add(parser.Unreadable(lines.Number + 1, LineStations.CutShort, lines.Unfinished.Span));
        }

        foreach (var item in items)
        {
            yield return item;
        }

        if (failure is not null)
        {
            throw LineStations.BrokenOff(failure, lines.Number);
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
}
