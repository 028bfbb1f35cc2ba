using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Assimilator.Members;

/// <summary>
/// Jobs read from the log that wait for a thread, and what may be committed. Of each partition only the last round counts: whoever asks has one cycle at a time, and what it
/// asked for before has been done, or given up. Not safe to use from several threads.
/// </summary>
internal sealed class JobQueue
{
    private readonly SortedDictionary<int, Lane> _lanes = [];

    /// <summary>Jobs that wait.</summary>
    public int Waiting => _lanes.Values.Sum(lane => lane.Waiting.Count);

    /// <summary>Adds what was read, in order; returns how many jobs it makes obsolete.</summary>
    public int Add(IReadOnlyList<StoredRecord> records)
    {
        var obsolete = 0;
        foreach (var record in records)
        {
            if (!_lanes.TryGetValue(record.Partition, out var lane))
            {
                _lanes.Add(record.Partition, lane = new Lane());
            }

            if (record.RoundOf() is var round && round != lane.Round)
            {
                obsolete += lane.Waiting.Count;
                lane.Open.ExceptWith(lane.Waiting.Select(job => job.Offset));
                lane.Waiting.Clear();
                lane.Round = round;
            }

            lane.Waiting.Enqueue(record);
            lane.Open.Add(record.Offset);
            lane.Next = record.Offset + 1;
        }

        return obsolete;
    }

    /// <summary>Takes the next job, of the partition in which most wait.</summary>
    public bool TryTake(out StoredRecord job)
    {
        var longest = _lanes.Values.MaxBy(lane => lane.Waiting.Count);
        job = null!;
        return longest is not null && longest.Waiting.TryDequeue(out job!);
    }

    /// <summary>What came of a job is in the log.</summary>
    public void Settle(StoredRecord job) => _lanes.GetValueOrDefault(job.Partition)?.Open.Remove(job.Offset);

    /// <summary>Another member has these partitions now.</summary>
    public void Lose(IEnumerable<int> partitions)
    {
        foreach (var partition in partitions)
        {
            _lanes.Remove(partition);
        }
    }

    /// <summary>Positions to commit: of each partition up to the first job that is not settled. Empty where nothing has changed.</summary>
    /// <param name="topic">Topic of the jobs.</param>
    public IReadOnlyList<LogPosition> Positions(string topic) =>
    [
        .. _lanes.Where(lane => lane.Value.Done != lane.Value.Committed).Select(lane => new LogPosition(topic, lane.Key, lane.Value.Done)),
    ];

    /// <summary>These were committed.</summary>
    public void Committed(IEnumerable<LogPosition> positions)
    {
        foreach (var position in positions)
        {
            _lanes[position.Partition].Committed = position.Offset;
        }
    }

    private sealed class Lane
    {
        public Queue<StoredRecord> Waiting { get; } = [];

        public SortedSet<long> Open { get; } = [];

        public string? Round { get; set; }

        public long Next { get; set; }

        public long? Committed { get; set; }

        public long Done => Open.Count > 0 ? Open.Min : Next;
    }
}
