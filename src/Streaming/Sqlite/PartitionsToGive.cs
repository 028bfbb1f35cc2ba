using Slams.Streaming.Log;

namespace Slams.Streaming.Sqlite;

/// <summary>Partitions above a member's share that others get when what it does with them has stopped.</summary>
internal sealed class PartitionsToGive(TopicCatalog catalog, ReaderOptions options)
{
    private (long[] Partitions, Task Stopped) _asked = ([], Task.CompletedTask);

    /// <summary>Those with which nothing is done any more.</summary>
    public long[] Stopped => _asked.Stopped.IsCompleted ? _asked.Partitions : [];

    /// <summary>Tells the caller of the reader what goes.</summary>
    /// <param name="given">Whether those that it was asked for have gone.</param>
    /// <param name="lost">All that have gone.</param>
    /// <param name="excess">What is held above the share.</param>
    public void Note(bool given, IReadOnlyCollection<PartitionCursor> lost, IReadOnlyList<long> excess)
    {
        var asked = _asked.Partitions;
        if (lost.Where(cursor => !asked.Contains(cursor.Id)).ToArray() is { Length: > 0 } gone)
        {
            // Too late for anything but to say so.
            _ = options.GivingUp?.Invoke([.. gone.Select(cursor => (cursor.Topic, cursor.Partition))]);
        }

        if (given)
        {
            _asked = ([], Task.CompletedTask);
        }

        if (excess.Count > 0 && _asked.Partitions.Length == 0)
        {
            _asked = ([.. excess], options.GivingUp!([.. excess.Select(catalog.Name)]));
        }
    }
}
