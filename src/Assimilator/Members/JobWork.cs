using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Slams.Assimilator.Observability;
using Slams.Core.Analyses;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Assimilator.Members;

/// <summary>Does one job of the log and appends what came of it; says why where it cannot, so that whoever has asked need not wait.</summary>
public sealed partial class JobWork(IEventLog log, MemberTopics topics, MemberDesk desk, MemberMetrics metrics, TimeProvider time, ILogger<JobWork> logger)
{
    /// <summary>Does the job of a record; returns the record when nothing is left to do about it.</summary>
    internal async Task<StoredRecord> DoAsync(StoredRecord record, CancellationToken cancellationToken)
    {
        MemberJob job;
        try
        {
            job = MemberJobCodec.FromRecord(record);
        }
        catch (UnreadableMessageException exception)
        {
            LogUnreadable(exception.Message);
            metrics.Done(MemberOutcome.Unreadable);
            await log.AppendAsync(topics.DeadLetters, [DeadLetterCodec.ToRecord(DeadLetterCodec.Of(exception), time.GetUtcNow())], cancellationToken);
            return record;
        }

        if (desk.IsSettled(job.Id))
        {
            metrics.Done(MemberOutcome.Obsolete);
            return record;
        }

        using var span = Tracing.Source.StartActivity("members.sample", ActivityKind.Consumer, record.TraceOf());
        var samples = await SampleAsync(job, cancellationToken);
        await log.AppendAsync(topics.Samples, [MemberSamplesCodec.ToRecord(samples, time.GetUtcNow()).WithTrace(span)], cancellationToken);
        metrics.Done(samples.Declined.Length > 0 ? MemberOutcome.Declined : MemberOutcome.Sampled);
        return record;
    }

    private async Task<MemberSamples> SampleAsync(MemberJob job, CancellationToken cancellationToken)
    {
        if ((await desk.Analyst).Conditions.DifferenceTo(job.Conditions) is { Length: > 0 } difference)
        {
            return Declined(job, difference);
        }

        try
        {
            var begun = time.GetTimestamp();
            var samples = await desk.SampleAsync(job, cancellationToken);
            metrics.Took(time.GetElapsedTime(begun));
            return samples;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Declined(job, exception.Message);
        }
    }

    private MemberSamples Declined(MemberJob job, string reason)
    {
        LogDeclined(job.Id, reason);
        return new MemberSamples(job.Id, [], reason.Length > 0 ? reason : "it failed");
    }

    [LoggerMessage(2010, LogLevel.Warning, "Job {Job} of members is left to the instance that has sent it: {Reason}")]
    private partial void LogDeclined(string job, string reason);

    [LoggerMessage(2011, LogLevel.Error, "A job of members cannot be read and goes to the dead letters: {Reason}")]
    private partial void LogUnreadable(string reason);
}
