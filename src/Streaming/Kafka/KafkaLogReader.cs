using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Slams.Streaming.Log;

namespace Slams.Streaming.Kafka;

/// <summary>
/// A member of a consumer group. One thread does nothing but poll; when the buffer stays full it pauses the partitions and
/// polls on, so that no analysis, however long, makes the group rebalance.
/// </summary>
internal sealed class KafkaLogReader : ILogReader
{
    private const int Batch = 500;
    private static readonly TimeSpan PollTimeout = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RoomWait = TimeSpan.FromMilliseconds(500);

    private readonly KafkaClients _clients;
    private readonly ReaderOptions _options;
    private readonly IConsumer<byte[]?, byte[]> _consumer;
    // The same, unless one member of the group is to hold everything.
    private readonly IConsumer<byte[]?, byte[]> _member;
    private readonly KafkaSeat? _seat;
    private readonly ReaderBuffer _buffer;
    private readonly ManualResetEventSlim _room = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly KafkaLag _lag;
    private readonly KafkaRound _round;
    private readonly KafkaQueue? _queue;
    private readonly KafkaPauses _pauses = new();
    private readonly HashSet<TopicPartition> _held = [];
    private readonly KafkaOvertaken _overtaken;
    private readonly Task _polling;
    private IReadOnlyCollection<(string Topic, int Partition)> _assignment = [];
    private bool _leave = true;
    private int _stopped;
    private long _lastPollTicks;

    public KafkaLogReader(KafkaClients clients, ReaderOptions options, IReadOnlyList<TopicPartition> partitions)
    {
        _clients = clients;
        _options = options;
        _buffer = new ReaderBuffer(options.BufferRecords, options.BufferBytes, clients.TimeProvider) { RoomAgain = _room.Set };
        NotePoll();
        var builder = clients.ConsumerBuilder(options.Group, options.StartAt, options.SessionTimeout);
        if (options.LeaderTopic is { } leaderTopic)
        {
            _consumer = KafkaClients.Built(builder.Build);
            _seat = new KafkaSeat(clients, options, leaderTopic, _consumer, partitions, Gain, Lose);
            _member = _seat.Member;
        }
        else
        {
            _member = _consumer = KafkaClients.Built(() => builder
                .SetPartitionsAssignedHandler((_, gained) => Gain(gained))
                .SetPartitionsRevokedHandler((_, given) => Lose(options.GiveUp(given, clients.Logger, wait: true), "given up"))
                .SetPartitionsLostHandler((_, lost) => Lose(options.GiveUp(lost, clients.Logger, wait: false), "lost"))
                .Build());
            _consumer.Subscribe(options.Topics);
        }

        Commits = new KafkaCommits(clients, options.Group, _member, _buffer, () => Assignment);
        _lag = new KafkaLag(_consumer, clients.TimeProvider);
        _overtaken = new KafkaOvertaken(_member, _consumer, clients.Logger, options);
        _round = new KafkaRound(_lag, _overtaken);
        // What a group decides comes in the client's own calls: nothing may be taken past it.
        _queue = _seat is null ? null : KafkaQueue.Of(_consumer, Batch, options.Group, clients.Logger);
        _polling = Task.Factory.StartNew(PollUntilStopped, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public event Action<AssignmentChange>? AssignmentChanged;

    public IReadOnlyCollection<(string Topic, int Partition)> Assignment => Volatile.Read(ref _assignment);

    public DateTimeOffset LastPoll => new(Interlocked.Read(ref _lastPollTicks), TimeSpan.Zero);

    public long? Lag => _lag.Unfetched is { } unfetched ? unfetched + _buffer.Count : null;

    /// <summary>What this member commits.</summary>
    public KafkaCommits Commits { get; }

    /// <summary>What a transaction needs to commit this group's offsets.</summary>
    public IConsumerGroupMetadata GroupMetadata => _member.ConsumerGroupMetadata;

    public Task<IReadOnlyList<StoredRecord>> ReadAsync(int maxRecords, TimeSpan maxWait, CancellationToken cancellationToken) =>
        _buffer.ReadAsync(maxRecords, maxWait, change => AssignmentChanged?.Invoke(change), cancellationToken);

    public void Pause(IReadOnlyCollection<(string Topic, int Partition)> partitions) =>
        _pauses.Wanted = partitions.Select(partition => new TopicPartition(partition.Topic, partition.Partition)).ToHashSet();

    public Task CommitAsync(IReadOnlyList<LogPosition> positions, CancellationToken cancellationToken) => Commits.CommitAsync(positions, cancellationToken);

    public Task<IReadOnlyList<LogPosition>> CommittedAsync(CancellationToken cancellationToken) => Commits.CommittedAsync(cancellationToken);

    public ValueTask DisposeAsync() => StopAsync(leave: true);

    /// <summary>Ends without leaving the group, as a killed process would.</summary>
    public ValueTask AbandonAsync() => StopAsync(leave: false);

    private async ValueTask StopAsync(bool leave)
    {
        if (Interlocked.Exchange(ref _stopped, 1) != 0)
        {
            return;
        }

        _leave = leave;
        await _stop.CancelAsync().ConfigureAwait(false);
        await _polling.ConfigureAwait(false);
        _buffer.Fail(new ObjectDisposedException(nameof(KafkaLogReader)));
        _room.Dispose();
        _stop.Dispose();
    }

    private void PollUntilStopped()
    {
        try
        {
            _seat?.Learn(_options.Topics, PollTimeout);
            while (!_stop.IsCancellationRequested)
            {
                if (_buffer.IsFull && !_pauses.All)
                {
                    WaitForRoom();
                }
                else if (_pauses.All && _buffer.IsHalfEmpty)
                {
                    _pauses.All = false;
                }

                _pauses.Apply(_consumer, _held);
                _seat?.Poll(PollTimeout);
                Poll(_held.Count > 0 || _seat is null ? PollTimeout : TimeSpan.Zero);
                NotePoll();
                _lag.Note(_held, _pauses);
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
        catch (Exception exception)
        {
            _buffer.Fail(exception);
        }
        finally
        {
            Close();
        }
    }

    // A caller that is merely slow makes room soon; pausing throws away what the client has fetched ahead.
    private void WaitForRoom()
    {
        _room.Reset();
        if (_buffer.IsFull && !_room.Wait(RoomWait, _stop.Token) && _buffer.IsFull)
        {
            _pauses.All = true;
        }
    }

    private void Poll(TimeSpan timeout)
    {
        while (_round.Count < Batch && Consume(timeout) is { } result)
        {
            timeout = TimeSpan.Zero;
            if (result.IsPartitionEOF)
            {
                _round.AtEnd(result.TopicPartitionOffset);
                break;
            }

            _round.Add(result);
            if (_queue?.Drain(_round, Batch - _round.Count) is { } error)
            {
                NoteFailure(error.IsFatal ? throw new KafkaException(error) : error.Reason);
            }
        }

        _round.HandTo(_buffer);
    }

    private ConsumeResult<byte[]?, byte[]>? Consume(TimeSpan timeout)
    {
        try
        {
            return _consumer.Consume(timeout);
        }
        catch (ConsumeException exception) when (!exception.Error.IsFatal)
        {
            NoteFailure(exception.Error.Reason);
            return null;
        }
    }

    // The client goes on by itself; a pause keeps a persisting error from spinning.
    private void NoteFailure(string reason)
    {
        KafkaLogMessages.ConsumeFailed(_clients.Logger, _options.Group, reason);
        _stop.Token.WaitHandle.WaitOne(PollTimeout);
    }

    private void Gain(IReadOnlyList<TopicPartition> partitions)
    {
        _held.UnionWith(partitions);
        _round.Keep(_held);
        _overtaken.Taken(partitions);
        Changed(partitions, [], "taken");
        // They come un-paused, and are assigned only after this handler.
        _pauses.Forget(partitions);
    }

    private void Lose(IReadOnlyList<TopicPartition> partitions, string what)
    {
        _held.ExceptWith(partitions);
        _overtaken.Forget(partitions);
        _lag.Forget(partitions);
        _pauses.Forget(partitions);
        // Handlers run inside Consume: records taken earlier in the same round may be of these partitions.
        _round.Keep(_held);
        Changed([], partitions, what);
    }

    private void Changed(IReadOnlyList<TopicPartition> gained, IReadOnlyList<TopicPartition> lost, string what)
    {
        Volatile.Write(ref _assignment, [.. _held.Select(Name).Order()]);
        if (_clients.Logger.IsEnabled(LogLevel.Information))
        {
            var partitions = string.Join(", ", gained.Concat(lost));
            KafkaLogMessages.Rebalanced(_clients.Logger, _options.Group, partitions, what);
        }

        _buffer.Change(new AssignmentChange([.. gained.Select(Name).Order()], [.. lost.Select(Name).Order()]));
    }

    private static (string Topic, int Partition) Name(TopicPartition partition) => (partition.Topic, partition.Partition.Value);

    private void NotePoll() => Interlocked.Exchange(ref _lastPollTicks, _clients.TimeProvider.GetUtcNow().UtcTicks);

    private void Close()
    {
        _lag.Complete();
        _queue?.Dispose();
        try
        {
            if (_leave)
            {
                _member.Close();
            }
        }
        catch (KafkaException exception)
        {
            KafkaLogMessages.CloseFailed(_clients.Logger, _options.Group, exception.Error.Reason);
        }

        if (_leave)
        {
            Destroy();
        }
        else
        {
            // Without having left, the client sometimes waits for what the group will never tell it: nobody else should.
            _ = Task.Factory.StartNew(Destroy, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    private void Destroy()
    {
        _seat?.Dispose();
        _consumer.Dispose();
    }
}
