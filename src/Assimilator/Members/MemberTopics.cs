using Microsoft.Extensions.Options;
using Slams.Streaming;
using Slams.Streaming.Log;

namespace Slams.Assimilator.Members;

/// <summary>Where the members of a domain are shared out, and who reads there. The prefix of the topics keeps domains on one log apart.</summary>
public sealed class MemberTopics(Topics topics, IOptions<AssimilatorOptions> options)
{
    /// <summary>Jobs.</summary>
    public string Jobs => topics.MemberJobs;

    /// <summary>Samples.</summary>
    public string Samples => topics.MemberSamples;

    /// <summary>What could not be read.</summary>
    public string DeadLetters => topics.DeadLetters;

    /// <summary>Group of those that do jobs; how far it is behind is how much work waits.</summary>
    public string WorkerGroup => $"{topics.Prefix}-members";

    /// <summary>Group of the one that gathers samples.</summary>
    public string GathererGroup => $"{topics.Prefix}-members-gathered";

    /// <summary>Makes the topics unless they are there.</summary>
    public Task EnsureAsync(IEventLog log, CancellationToken cancellationToken) => Task.WhenAll(
        topics.OfMembers(options.Value.Shards)
            .Select(topic => log.EnsureTopicAsync(topic.Topic, topic.Partitions, Topics.MembersKept, cancellationToken))
            .Append(log.EnsureTopicAsync(topics.DeadLetters, 1, cancellationToken)));
}
