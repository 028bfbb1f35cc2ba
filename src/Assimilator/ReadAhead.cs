using Slams.Core.Observations;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Assimilator;

/// <summary>
/// Reads one batch ahead: while one goes into the windows, the next is taken from the reader and its readings are decoded on another
/// thread. The order stays, and so does the bound on what is held: a batch is read only when the one before it has been taken.
/// </summary>
internal sealed class ReadAhead(ILogReader reader, TimeProvider time, CancellationToken stopping) : IAsyncDisposable
{
    private const int Records = 2500;
    private static readonly TimeSpan Wait = TimeSpan.FromMilliseconds(200);

    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
    private readonly HeaderReader _headers = new();
    private readonly ReadingDecoder _readings = new();
    private Task<InputBatch>? _next;

    /// <summary>Records read that have not been taken yet.</summary>
    public int Waiting => _next is { IsCompletedSuccessfully: true } next ? next.Result.Records.Count : 0;

    /// <summary>The next batch; empty when nothing has come for a moment. Whatever fails while reading ahead fails here.</summary>
    public async Task<InputBatch> TakeAsync()
    {
        var batch = await (_next ?? ReadAsync());
        // After an empty one nothing is read ahead: whether more is waiting, hence whether a source is silent, is then known exactly.
        _next = batch.Records.Count > 0 ? Task.Run(ReadAsync, _stop.Token) : null;
        return batch;
    }

    /// <summary>Decodes records that have been read by someone else.</summary>
    public InputBatch Decode(IReadOnlyList<StoredRecord> records)
    {
        var arrived = time.GetUtcNow();
        var (headers, readings) = (new HeaderFacts[records.Count], new StationReading?[records.Count]);
        for (var index = 0; index < readings.Length; index++)
        {
            headers[index] = _headers.Read(records[index]);
            readings[index] = _readings.TryRead(records[index], headers[index].Kind);
        }

        return new InputBatch(records, headers, readings, arrived);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await (_next ?? Task.CompletedTask).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task<InputBatch> ReadAsync() => Decode(await reader.ReadAsync(Records, Wait, _stop.Token));
}
