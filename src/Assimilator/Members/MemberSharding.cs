using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Slams.Assimilator.Observability;
using Slams.Core.Analyses;
using Slams.Hosting.Configuration;
using Slams.Streaming.Log;

namespace Slams.Assimilator.Members;

/// <summary>Whether members are shared out among instances, and by what.</summary>
public sealed partial class MemberSharding(
    IEventLog log, MemberTopics topics, MemberDesk desk, MemberMetrics metrics, IOptions<AssimilatorOptions> options, IOptions<RunOptions> run, TimeProvider time,
    ILogger<MemberSharding> logger)
{
    private bool _shares;

    /// <summary>The model is loaded: from now on this instance does jobs, its own and those of others.</summary>
    internal void Loaded(ICycleAnalyst analyst)
    {
        if (options.Value.Shards > 0 && analyst is IMemberAnalyst members)
        {
            _shares = true;
            desk.Open(members);
        }
    }

    /// <summary>What gathers the samples of the cycles of this instance, which is active; null where it samples them all by itself.</summary>
    internal async Task<MemberGatherer?> GatherAsync(CancellationToken cancellationToken)
    {
        if (!_shares)
        {
            return null;
        }

        var gatherer = new MemberGatherer(log, topics, desk, new GatherOptions(options.Value.ShardPatience, run.Value.SessionTimeout), metrics, time, logger);
        try
        {
            await gatherer.OpenAsync(cancellationToken);
            LogShares(await log.PartitionCountAsync(topics.Jobs, cancellationToken), options.Value.ShardPatience);
            return gatherer;
        }
        catch
        {
            await gatherer.DisposeAsync();
            throw;
        }
    }

    [LoggerMessage(2015, LogLevel.Information, "Members are shared out over {Partitions} partitions; what has not come within {Patience} is sampled here")]
    private partial void LogShares(int partitions, TimeSpan patience);
}
