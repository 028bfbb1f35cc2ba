using System.Runtime.CompilerServices;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Soundings.Igra;

/// <summary>Files of IGRA version 2, fixed width: a line with <c>#</c> and the station, then a line for each level.</summary>
internal sealed class IgraFormat : ISoundingFormat
{
    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head)
    {
        var end = head.IndexOf((byte)'\n');
        return IgraLines.IsHeader(end < 0 ? head : head[..end]);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SoundingItem> ReadAsync(Stream content, string source, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var lines = new LineReader(content);
        var soundings = new IgraSoundings(source);
        Exception? failure = null;
        do
        {
            while (lines.TryTake(out var line))
            {
                if (!line.IsEmpty)
                {
                    soundings.Add(line.Span, lines.Number);
                }

                while (soundings.TryTake(out var item))
                {
                    yield return item;
                }
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
        while (failure is null && await FillAsync().ConfigureAwait(false));

        soundings.Finish();
        while (soundings.TryTake(out var item))
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
