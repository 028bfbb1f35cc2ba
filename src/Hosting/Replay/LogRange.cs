using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Hosting.Replay;

/// <summary>What part of a log is replayed.</summary>
public sealed record LogRange
{
    /// <summary>Topics of the run that is replayed; they are only read.</summary>
    public required Topics Source { get; init; }

    /// <summary>Where to begin in every partition of readings and frames.</summary>
    public required IReadOnlyList<LogPosition> Starts { get; init; }

    /// <summary>Observations before this time are left out.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Observations after this time are left out.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Event time per real time; 0 is as fast as possible.</summary>
    public double Speed { get; init; }

    /// <summary>Most partitions of a topic: as many has every topic of the run that the replay makes.</summary>
    public int Partitions => Starts.Max(start => start.Partition) + 1;

    /// <summary>Looks up where a replay begins.</summary>
    /// <param name="log">The log.</param>
    /// <param name="source">Topics to replay.</param>
    /// <param name="from">Time to begin at; null is the oldest kept.</param>
    /// <param name="offsets">Offsets to begin at by <c>TOPIC/PARTITION</c>; they go before the time.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    /// <exception cref="EventLogException">The log has no such topics, or no such partition.</exception>
    public static async Task<LogRange> FindAsync(
        IEventLog log, Topics source, DateTimeOffset? from, IReadOnlyDictionary<string, long> offsets, CancellationToken cancellationToken)
    {
        var known = await log.TopicsAsync(cancellationToken);
        var starts = new List<LogPosition>();
        foreach (var topic in new[] { source.Readings, source.Frames })
        {
            if (!known.Contains(topic, StringComparer.Ordinal))
            {
                throw new EventLogException($"{log.Description} has no topic '{topic}'.");
            }

            var oldest = await log.StartAsync(topic, cancellationToken);
            var wanted = from is { } time ? await log.OffsetsAtAsync(topic, time, cancellationToken) : oldest;
            starts.AddRange(oldest.Select(start => start with
            {
                Offset = Math.Max(
                    start.Offset,
                    offsets.TryGetValue(Name(start), out var given)
                        ? given
                        : wanted.First(position => position.Partition == start.Partition).Offset),
            }));
        }

        var unknown = offsets.Keys.Except(starts.Select(Name), StringComparer.Ordinal).FirstOrDefault();
        return unknown is null
            ? new LogRange { Source = source, Starts = starts, From = from }
            : throw new EventLogException($"{log.Description} has no '{unknown}'; known are {string.Join(", ", starts.Select(Name))}.");
    }

    /// <summary>Name of a partition, <c>slams.readings/0</c>.</summary>
    public static string Name(LogPosition position) => FormattableString.Invariant($"{position.Topic}/{position.Partition}");
}
