using Microsoft.Extensions.Time.Testing;
using Slams.Streaming.Log;

namespace Slams.Streaming.Tests.Log;

public sealed class ReaderBufferTests
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(5);

    private readonly FakeTimeProvider _clock = new();
    private readonly List<AssignmentChange> _changes = [];

    [Fact]
    public async Task Records_of_a_lost_partition_are_dropped_and_the_loss_is_heard_first()
    {
        var buffer = new ReaderBuffer(100, 1 << 20, _clock);
        buffer.Add([Record(0, 1), Record(1, 1), Record(0, 2)]);
        buffer.Change(new AssignmentChange([], [("t", 0)]));
        var read = await ReadAsync(buffer, 10);
        Assert.Equal(("t", 0), Assert.Single(Assert.Single(_changes).Lost));
        Assert.Equal(1, Assert.Single(read).Partition);
    }

    [Fact]
    public async Task What_was_read_before_a_loss_is_refused_until_the_loss_is_heard()
    {
        var buffer = new ReaderBuffer(100, 1 << 20, _clock);
        buffer.Change(new AssignmentChange([], [("t", 0)]));
        buffer.Change(new AssignmentChange([("t", 0)], []));
        buffer.Add([Record(0, 7)]);

        buffer.RequireHeard("g", [new LogPosition("t", 1, 5)]);
        Assert.Throws<LostPartitionException>(() => buffer.RequireHeard("g", [new LogPosition("t", 1, 5), new LogPosition("t", 0, 5)]));
        await ReadAsync(buffer, 10);
        buffer.RequireHeard("g", [new LogPosition("t", 0, 8)]);
    }

    [Fact]
    public async Task A_waiting_read_ends_with_the_first_record_or_with_its_time()
    {
        var buffer = new ReaderBuffer(100, 1 << 20, _clock);
        var waiting = ReadAsync(buffer, 10);
        Assert.False(waiting.IsCompleted);
        buffer.Add([Record(0, 1)]);
        Assert.Single(await waiting);

        var inVain = ReadAsync(buffer, 10);
        _clock.Advance(Wait);
        Assert.Empty(await inVain);
    }

    [Fact]
    public async Task Room_is_announced_once_when_a_full_buffer_is_read()
    {
        var announced = 0;
        var buffer = new ReaderBuffer(4, 1 << 20, _clock) { RoomAgain = () => announced++ };
        buffer.Add([.. Enumerable.Range(0, 4).Select(offset => Record(0, offset))]);
        Assert.True(buffer.IsFull);
        await ReadAsync(buffer, 1);
        await ReadAsync(buffer, 1);
        Assert.Equal(1, announced);
        Assert.False(buffer.IsFull);
        Assert.True(buffer.IsHalfEmpty);
    }

    [Fact]
    public async Task Bytes_fill_the_buffer_too()
    {
        var buffer = new ReaderBuffer(1000, 1000, _clock);
        buffer.Add([Record(0, 1) with { Value = new byte[2000] }]);
        Assert.True(buffer.IsFull);
        await ReadAsync(buffer, 1);
        Assert.False(buffer.IsFull);
    }

    [Fact]
    public async Task A_failure_ends_waiting_and_later_reads()
    {
        var buffer = new ReaderBuffer(4, 1 << 20, _clock);
        var waiting = ReadAsync(buffer, 1);
        buffer.Fail(new InvalidOperationException("gone"));
        Assert.Contains("gone", (await Assert.ThrowsAsync<EventLogException>(() => waiting)).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<EventLogException>(() => ReadAsync(buffer, 1));
    }

    [Fact]
    public async Task A_cancelled_read_ends()
    {
        using var source = new CancellationTokenSource();
        var waiting = new ReaderBuffer(4, 1 << 20, _clock).ReadAsync(1, Wait, _changes.Add, source.Token);
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static StoredRecord Record(int partition, long offset) =>
        new("t", partition, offset, "k", new byte[1], DateTimeOffset.UnixEpoch, new Dictionary<string, string>());

    private Task<IReadOnlyList<StoredRecord>> ReadAsync(ReaderBuffer buffer, int count) =>
        buffer.ReadAsync(count, Wait, _changes.Add, CancellationToken.None);
}
