using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Slams.Streaming.Log;

namespace Slams.Streaming.Kafka;

/// <summary>Builds clients and runs their blocking calls with retries, away from the caller's thread.</summary>
internal sealed class KafkaClients(KafkaSettings settings, string servers, TimeProvider timeProvider, ILogger logger)
{
    private readonly ResiliencePipeline _retry = new ResiliencePipelineBuilder { TimeProvider = timeProvider }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<KafkaException>(KafkaErrors.IsTransient),
            MaxRetryAttempts = 6,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(5),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
        })
        .Build();

    // A rebalance takes a few heartbeats.
    private readonly ResiliencePipeline _regroup = new ResiliencePipelineBuilder { TimeProvider = timeProvider }
        .AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<LostPartitionException>(KafkaErrors.IsRegrouping),
            MaxRetryAttempts = 20,
            Delay = TimeSpan.FromMilliseconds(250),
            UseJitter = true,
        })
        .Build();

    public KafkaSettings Settings => settings;

    public string Servers => servers;

    public ILogger Logger => logger;

    public TimeProvider TimeProvider => timeProvider;

    public IProducer<byte[]?, byte[]> Producer(string? transactionalId) => Built(() =>
        new ProducerBuilder<byte[]?, byte[]>(settings.Producer(transactionalId))
            .SetErrorHandler((_, error) => KafkaLogMessages.ClientError(logger, error.Reason, error.Code.ToString()))
            .SetLogHandler((_, message) => KafkaLogMessages.ClientLog(logger, message.Facility, message.Message))
            .Build());

    public ConsumerBuilder<byte[]?, byte[]> ConsumerBuilder(string group, StartAt startAt, TimeSpan? sessionTimeout) =>
        new ConsumerBuilder<byte[]?, byte[]>(settings.Consumer(group, startAt, sessionTimeout))
            .SetErrorHandler((_, error) => KafkaLogMessages.ClientError(logger, error.Reason, error.Code.ToString()))
            .SetLogHandler((_, message) => KafkaLogMessages.ClientLog(logger, message.Facility, message.Message));

    /// <summary>A client's constructor refuses settings that it does not know; its message names them.</summary>
    public static TClient Built<TClient>(Func<TClient> build)
    {
        try
        {
            return build();
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or KafkaException)
        {
            throw new EventLogException($"A Kafka setting is not accepted: {exception.Message}", exception);
        }
    }

    public async Task<TResult> CallAsync<TResult>(string task, Func<TResult> call, CancellationToken cancellationToken)
    {
        try
        {
            return await _retry.ExecuteAsync(
                async token => await Task.Run(call, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (KafkaException exception)
        {
            throw KafkaErrors.Explain(task, servers, exception);
        }
    }

    /// <summary>
    /// Runs a commit. While a group is being rebalanced the broker refuses those of every member, also of one that keeps what it
    /// holds: they are tried again. The commit itself refuses when the partitions are gone.
    /// </summary>
    public async Task WhileHeldAsync(Func<CancellationToken, Task> commit, CancellationToken cancellationToken) =>
        await _regroup.ExecuteAsync(async token => await commit(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
}
