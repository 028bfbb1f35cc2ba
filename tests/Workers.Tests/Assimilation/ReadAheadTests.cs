using Microsoft.Extensions.Time.Testing;
using Slams.Assimilator;
using Slams.Core.Observations;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Workers.Tests.Assimilation;

public sealed class ReadAheadTests
{
    private static readonly FakeTimeProvider Clock = new(new DateTimeOffset(2001, 2, 3, 0, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task Batches_come_in_order_and_one_is_read_ahead_at_most()
    {
        var reader = new Script(Batch(0, 1), Batch(2), Batch(3, 4));
        await using var ahead = new ReadAhead(reader, Clock, CancellationToken.None);
        Assert.Equal(0, reader.Reads);
        Assert.Equal([0L, 1L], Offsets(await ahead.TakeAsync()));
        await reader.HasBegunAsync(2);
        Assert.Equal([2L], Offsets(await ahead.TakeAsync()));
        await reader.HasBegunAsync(3);
        Assert.Equal([3L, 4L], Offsets(await ahead.TakeAsync()));
    }

    [Fact]
    public async Task After_an_empty_batch_nothing_is_read_until_it_is_asked_for()
    {
        var reader = new Script(Batch(), Batch(0));
        await using var ahead = new ReadAhead(reader, Clock, CancellationToken.None);
        Assert.Empty((await ahead.TakeAsync()).Records);
        Assert.Equal((1, 0), (reader.Reads, ahead.Waiting));
        Assert.Equal([0L], Offsets(await ahead.TakeAsync()));
    }

    [Fact]
    public async Task A_failure_of_the_read_ahead_shows_where_its_batch_is_taken()
    {
        var reader = new Script(Batch(0), Task.FromException<IReadOnlyList<StoredRecord>>(new EventLogException("gone")));
        await using var ahead = new ReadAhead(reader, Clock, CancellationToken.None);
        Assert.Equal([0L], Offsets(await ahead.TakeAsync()));
        Assert.Equal("gone", (await Assert.ThrowsAsync<EventLogException>(ahead.TakeAsync)).Message);
    }

    [Fact]
    public async Task Disposing_ends_a_read_that_waits_and_so_does_the_end_of_the_worker()
    {
        using var stopping = new CancellationTokenSource();
        var reader = new Script(Batch(0));
        await using (var ahead = new ReadAhead(reader, Clock, CancellationToken.None))
        {
            await ahead.TakeAsync();
            await reader.HasBegunAsync(2);
        }

        await using var other = new ReadAhead(new Script(), Clock, stopping.Token);
        var waiting = other.TakeAsync();
        await stopping.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Readings_are_decoded_and_what_is_unusual_is_left_to_be_judged()
    {
        var reading = new StationReading { StationId = "0-20000-0-10384", Time = Clock.GetUtcNow(), AirTemperatureK = 280 };
        var written = ReadingCodec.ToRecord(reading, "files");
        var good = new StoredRecord("readings", 0, 0, written.Key, written.Value, written.Timestamp, written.Headers);
        await using var ahead = new ReadAhead(new Script(), Clock, CancellationToken.None);
        var batch = ahead.Decode([good, good with { Offset = 1, Value = new byte[] { 255 } }]);
        Assert.Equal([reading, null], batch.Readings);
        Assert.Equal(Clock.GetUtcNow(), batch.Arrived);
    }

    private static Task<IReadOnlyList<StoredRecord>> Batch(params long[] offsets) => Task.FromResult<IReadOnlyList<StoredRecord>>(
        [.. offsets.Select(offset => new StoredRecord("readings", 0, offset, null, default, Clock.GetUtcNow(), new Dictionary<string, string>()))]);

    private static IEnumerable<long> Offsets(InputBatch batch) => batch.Records.Select(record => record.Offset);

    /// <summary>Answers read after read with what was given, and waits when that has come to its end.</summary>
    private sealed class Script(params Task<IReadOnlyList<StoredRecord>>[] answers) : ILogReader
    {
        private readonly SemaphoreSlim _begun = new(0);
        private int _reads, _seen;

        public event Action<AssignmentChange>? AssignmentChanged
        {
            add { }
            remove { }
        }

        public int Reads => Volatile.Read(ref _reads);

        public IReadOnlyCollection<(string Topic, int Partition)> Assignment => [];

        public DateTimeOffset LastPoll => Clock.GetUtcNow();

        public long? Lag => 0;

        /// <summary>Waits until so many reads have begun; fails when there are more.</summary>
        public async Task HasBegunAsync(int reads)
        {
            for (; _seen < reads; _seen++)
            {
                await _begun.WaitAsync();
            }

            Assert.Equal(reads, Reads);
        }

        public async Task<IReadOnlyList<StoredRecord>> ReadAsync(int maxRecords, TimeSpan maxWait, CancellationToken cancellationToken)
        {
            var number = Interlocked.Increment(ref _reads);
            _begun.Release();
            if (number > answers.Length)
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            }

            return await answers[number - 1];
        }

        public void Pause(IReadOnlyCollection<(string Topic, int Partition)> partitions)
        {
        }

        public Task CommitAsync(IReadOnlyList<LogPosition> positions, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyList<LogPosition>> CommittedAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
