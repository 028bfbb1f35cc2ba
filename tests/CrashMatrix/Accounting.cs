using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.CrashMatrix;

/// <summary>What became of every observation in the log: accepted = windowed + late + duplicate.</summary>
/// <param name="Accepted">Readings and frames in the topics of ingest.</param>
/// <param name="Windowed">Those in the first analysis of a cycle, and those that a revision added.</param>
/// <param name="Late">Those in the late topic.</param>
/// <param name="Duplicates">Records of ingest that repeat one before, byte for byte.</param>
/// <param name="HasEnded">Whether every partition of ingest has been told of the end of its source.</param>
public sealed record Accounting(long Accepted, long Windowed, long Late, long Duplicates, bool HasEnded)
{
    /// <summary>Counts what is in the topics of a run. Of an analysis that is there more than once, one counts.</summary>
    public static async Task<Accounting> ReadAsync(ServiceRun run, CancellationToken cancellationToken)
    {
        var topics = new Topics(run.Log.Prefix);
        await using var log = run.Log.Open();
        var there = await log.TopicsAsync(cancellationToken);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var (accepted, duplicates, partitions, ended) = (0L, 0L, 0, 0);
        foreach (var topic in new[] { topics.Readings, topics.Frames }.Where(there.Contains))
        {
            partitions += await log.PartitionCountAsync(topic, cancellationToken);
            await foreach (var record in log.ScanAsync(topic, [], cancellationToken))
            {
                if (record.KindOf() == RecordKind.Progress)
                {
                    ended += ProgressCodec.FromRecord(record).EndOfStream ? 1 : 0;
                }
                else
                {
                    accepted++;
                    duplicates += seen.Add(Convert.ToBase64String(record.Value.Span)) ? 0 : 1;
                }
            }
        }

        var windowed = new Dictionary<string, long>(StringComparer.Ordinal);
        await foreach (var record in There(topics.Analyses))
        {
            var provenance = AnalysisCodec.FromRecord(record).Provenance;
            windowed[$"{record.Key}.{provenance.Revision}"] = (provenance.Revision > 0 ? provenance.AddedCounts : provenance.InputCounts).Values.Sum();
        }

        var late = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var record in There(topics.Late))
        {
            var original = LateCodec.FromRecord(record).Original;
            late.Add(FormattableString.Invariant($"{original.Topic}/{original.Partition}/{original.Offset}"));
        }

        return new Accounting(accepted, windowed.Values.Sum(), late.Count, duplicates, partitions > 0 && ended >= partitions);

        IAsyncEnumerable<StoredRecord> There(string topic) =>
            there.Contains(topic) ? log.ScanAsync(topic, [], cancellationToken) : AsyncEnumerable.Empty<StoredRecord>();
    }

    /// <summary>What does not add up; empty when all does.</summary>
    public IReadOnlyList<string> Problems() => Accepted == Windowed + Late + Duplicates ? [] : [$"{this} does not add up"];

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"accepted {Accepted} = windowed {Windowed} + late {Late} + duplicate {Duplicates}");
}
