using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Slams.Streaming.Log;

namespace Slams.Streaming.Sqlite;

/// <summary>Row ids of topics' partitions. Topics are never deleted or widened, so what was found once stays true.</summary>
internal sealed class TopicCatalog(string path)
{
    private readonly ConcurrentDictionary<string, long[]> _partitions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<long, (string Topic, int Partition)> _names = new();

    /// <summary>Creates a topic unless it exists; inside a write transaction.</summary>
    public static void Ensure(SqliteConnection connection, string topic, int partitions)
    {
        if (connection.Scalar("SELECT id FROM topics WHERE name = $name", ("$name", topic)) is not null)
        {
            return;
        }

        connection.Run("INSERT INTO topics (name) VALUES ($name)", ("$name", topic));
        var id = connection.Scalar("SELECT id FROM topics WHERE name = $name", ("$name", topic));
        for (var number = 0; number < partitions; number++)
        {
            connection.Run("INSERT INTO partitions (topic_id, number) VALUES ($id, $number)", ("$id", id), ("$number", number));
        }
    }

    /// <summary>Row ids of a topic's partitions, by number.</summary>
    public long[] Partitions(SqliteConnection connection, string topic)
    {
        if (_partitions.TryGetValue(topic, out var known))
        {
            return known;
        }

        var ids = connection.Rows(
            "SELECT p.id FROM partitions p JOIN topics t ON t.id = p.topic_id WHERE t.name = $name ORDER BY p.number",
            row => row.GetInt64(0), ("$name", topic)).ToArray();
        if (ids.Length == 0)
        {
            throw new EventLogException($"There is no topic '{topic}' in {path}; create it first.");
        }

        for (var number = 0; number < ids.Length; number++)
        {
            _names[ids[number]] = (topic, number);
        }

        return _partitions.GetOrAdd(topic, ids);
    }

    public long Id(SqliteConnection connection, string topic, int partition)
    {
        var ids = Partitions(connection, topic);
        return partition >= 0 && partition < ids.Length
            ? ids[partition]
            : throw new EventLogException(FormattableString.Invariant(
                $"The topic '{topic}' has {ids.Length} partitions; there is no partition {partition}."));
    }

    /// <summary>Name of a partition whose topic was looked up before.</summary>
    public (string Topic, int Partition) Name(long id) => _names[id];
}
