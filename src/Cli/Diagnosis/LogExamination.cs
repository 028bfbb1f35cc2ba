using System.Globalization;
using System.Runtime.CompilerServices;
using Slams.Hosting.Configuration;
using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Cli.Diagnosis;

/// <summary>Whether the event log answers, and whether its topics are as the workers need them.</summary>
internal sealed class LogExamination(EventLogOptions options, RunOptions run, TimeProvider clock) : IExamination
{
    private const string SqliteScheme = "sqlite:";

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Sources whose files are shared out, with the numbers of their shares.</summary>
    public IReadOnlyList<(string Source, int Shares)> Shares { get; init; } = [];

    /// <summary>Partitions of the jobs of members; 0 where they are not shared out.</summary>
    public int Shards { get; init; }

    public string Subject => "log";

    public async IAsyncEnumerable<Finding> ExamineAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (options.Address.StartsWith(SqliteScheme, StringComparison.Ordinal) && !File.Exists(options.Address[SqliteScheme.Length..]))
        {
            // Opening it would make it.
            yield return Finding.Warning(Subject, $"there is no file '{options.Address[SqliteScheme.Length..]}' yet; the first worker makes it");
            yield break;
        }

        await using var log = EventLogs.Open(options.Address, options.Settings, clock, key: "Log:Address");
        var names = await WithinPatienceAsync(log.TopicsAsync, cancellationToken);
        yield return Finding.Ok(Subject, $"{log.Description} answers");
        var tells = true;
        var topics = new Topics(run.TopicPrefix);
        foreach (var (topic, partitions) in All(topics))
        {
            if (!names.Contains(topic))
            {
                yield return Finding.Warning($"topic {topic}", $"is not there yet; the workers make it, or slams log create does");
                continue;
            }

            var found = await log.PartitionCountAsync(topic, cancellationToken);
            yield return found == partitions
                ? Finding.Ok($"topic {topic}", $"{found} partitions")
                : Finding.Failed($"topic {topic}", $"has {found} partitions where the settings ask for {partitions}");
            if (!tells)
            {
                continue;
            }

            if (await SettingsAsync(log, topic, cancellationToken) is not { } settings)
            {
                // Nor will it of the next topic, and each would take as long.
                tells = false;
                yield return Finding.Warning(Subject, $"the broker does not tell the settings of topics");
                continue;
            }

            foreach (var finding in Judge(topic, settings, isPassing: topics.OfMembers(Shards).Any(one => one.Topic == topic)))
            {
                yield return finding;
            }
        }
    }

    /// <summary>What is wrong with the settings of a topic; nothing where the engine has none.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="isPassing">Whether its records are of use for a while only.</param>
    public static IEnumerable<Finding> Judge(string topic, IReadOnlyDictionary<string, string> settings, bool isPassing = false)
    {
        var subject = $"topic {topic}";
        if (settings.GetValueOrDefault("cleanup.policy") is { } policy && policy.Contains("compact", StringComparison.Ordinal))
        {
            yield return Finding.Failed(subject, $"cleanup.policy is {policy}: compaction removes observations of one station or platform but the newest");
        }

        if (settings.GetValueOrDefault("message.timestamp.type") is { } type && type != "CreateTime")
        {
            yield return Finding.Failed(subject, $"message.timestamp.type is {type}: times of observation are lost, it must be CreateTime");
        }

        if (!isPassing && long.TryParse(settings.GetValueOrDefault("retention.ms"), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var retention) && retention >= 0)
        {
            yield return Finding.Warning(
                subject, $"retention.ms is {retention} ({TimeSpan.FromMilliseconds(Math.Min(retention, 1e15)).TotalDays:0.#} days) and goes by times of observation: older ones are deleted, however new to the log");
        }

        if (settings.GetValueOrDefault("replication.factor") == "1")
        {
            yield return Finding.Warning(subject, $"replication factor 1: the broker that holds it is a single point of failure");
        }
    }

    private IEnumerable<(string Topic, int Partitions)> All(Topics topics) =>
        topics.All(run.Partitions).Concat(Shares.Select(one => (topics.Shares(one.Source, one.Shares), one.Shares))).Concat(topics.OfMembers(Shards));

    private async Task<IReadOnlyDictionary<string, string>?> SettingsAsync(IEventLog log, string topic, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await log.TopicSettingsAsync(topic, either.Token);
        }
        catch (EventLogException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private async Task<T> WithinPatienceAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call(cancellationToken).WaitAsync(Patience, clock, cancellationToken);
        }
        catch (TimeoutException)
        {
            throw new EventLogException($"no answer from {options.Address} within {Patience.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s");
        }
    }
}
