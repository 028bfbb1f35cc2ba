using Confluent.Kafka;
using Slams.Streaming.Log;

namespace Slams.Streaming.Kafka;

/// <summary>What the client's errors mean here.</summary>
internal static class KafkaErrors
{
    /// <summary>Whether the same call may succeed a little later.</summary>
    public static bool IsTransient(KafkaException exception) =>
        exception is KafkaRetriableException || Cause(exception).Code is ErrorCode.Local_Transport or ErrorCode.Local_AllBrokersDown
            or ErrorCode.Local_TimedOut or ErrorCode.Local_TimedOutQueue or ErrorCode.Local_WaitCoord or ErrorCode.Local_Resolve
            or ErrorCode.RequestTimedOut or ErrorCode.LeaderNotAvailable or ErrorCode.NotLeaderForPartition
            or ErrorCode.GroupCoordinatorNotAvailable or ErrorCode.NotCoordinatorForGroup or ErrorCode.GroupLoadInProgress
            or ErrorCode.NetworkException or ErrorCode.BrokerNotAvailable or ErrorCode.NotEnoughReplicas
            or ErrorCode.NotEnoughReplicasAfterAppend or ErrorCode.RebalanceInProgress or ErrorCode.ConcurrentTransactions;

    /// <summary>The error itself; of a partial failure that of the first partition concerned.</summary>
    public static Error Cause(KafkaException exception) => exception is TopicPartitionOffsetException partial
        ? partial.Results.Select(result => result.Error).FirstOrDefault(error => error.IsError) ?? exception.Error
        : exception.Error;

    public static bool IsFenced(Error error) =>
        error.Code is ErrorCode.Local_Fenced or ErrorCode.ProducerFenced or ErrorCode.InvalidProducerEpoch
            or ErrorCode.TransactionCoordinatorFenced;

    /// <summary>Whether the group has moved on without this member.</summary>
    public static bool IsLost(Error error) =>
        error.Code is ErrorCode.IllegalGeneration or ErrorCode.UnknownMemberId or ErrorCode.FencedInstanceId
            or ErrorCode.RebalanceInProgress or ErrorCode.Local_AssignmentLost or ErrorCode.StaleMemberEpoch;

    /// <summary>Whether a commit was refused because the group was just being rebalanced.</summary>
    public static bool IsRegrouping(LostPartitionException exception) =>
        (exception.InnerException as KafkaException ?? exception.InnerException?.InnerException as KafkaException) is { } inner
        && Cause(inner).Code is (ErrorCode.IllegalGeneration or ErrorCode.RebalanceInProgress or ErrorCode.StaleMemberEpoch);

    public static EventLogException Explain(string task, string servers, KafkaException exception) => new(
        $"{task} failed on Kafka at {servers}: {Cause(exception).Reason} ({Cause(exception).Code})", exception)
    {
        NeedsRestart = Cause(exception).IsFatal,
    };
}
