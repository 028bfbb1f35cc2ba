namespace Slams.Streaming.Sqlite;

/// <summary>How far a reader has come in the partitions that it holds, and which of them are paused.</summary>
internal sealed class PartitionCursors
{
    private readonly Dictionary<long, PartitionCursor> _cursors = [];
    private IReadOnlySet<(string Topic, int Partition)> _paused = new HashSet<(string, int)>();

    public int Count => _cursors.Count;

    public IReadOnlyCollection<PartitionCursor> All => _cursors.Values;

    public IEnumerable<long> Ids => _cursors.Keys;

    /// <summary>Partitions not to be fetched; may be set from any thread.</summary>
    public IReadOnlySet<(string Topic, int Partition)> Paused
    {
        get => Volatile.Read(ref _paused);
        set => Volatile.Write(ref _paused, value);
    }

    /// <summary>Records not fetched of partitions that are not paused.</summary>
    public long Unfetched => Unpaused().Sum(cursor => cursor.End - cursor.Position);

    /// <summary>
    /// The partition to fetch from next; null when there is nothing. They are read abreast in event time, so that none fills the
    /// windows while others hold them open.
    /// </summary>
    public PartitionCursor? Furthest() => Unpaused().Where(cursor => cursor.Position < cursor.End).MinBy(cursor => cursor.Reached);

    public void Add(PartitionCursor cursor) => _cursors.Add(cursor.Id, cursor);

    /// <summary>Removes those that meet a condition, and returns them.</summary>
    public PartitionCursor[] Remove(Func<PartitionCursor, bool> goes)
    {
        var gone = _cursors.Values.Where(goes).ToArray();
        foreach (var cursor in gone)
        {
            _cursors.Remove(cursor.Id);
        }

        return gone;
    }

    private IEnumerable<PartitionCursor> Unpaused()
    {
        var paused = Paused;
        return _cursors.Values.Where(cursor => !paused.Contains((cursor.Topic, cursor.Partition)));
    }
}
