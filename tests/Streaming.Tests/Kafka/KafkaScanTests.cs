using System.Reflection;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using Slams.Streaming.Kafka;
using Slams.Streaming.Log;

namespace Slams.Streaming.Tests.Kafka;

public sealed class KafkaScanTests
{
    [Fact]
    public async Task What_was_taken_before_a_failure_that_passes_comes_all_the_same()
    {
        var consumer = DispatchProxy.Create<IConsumer<byte[]?, byte[]>, ScriptedConsumer>();
        var script = (ScriptedConsumer)(object)consumer;
        script.Answers.Enqueue(() => Result(0));
        script.Answers.Enqueue(() => Result(1));
        script.Answers.Enqueue(() => throw new ConsumeException(new ConsumeResult<byte[], byte[]>(), new Error(ErrorCode.Local_Transport)));
        script.Answers.Enqueue(() => Result(2));
        var clients = new KafkaClients(new KafkaSettings(new KafkaLogOptions { BootstrapServers = "x:1" }), "x:1", TimeProvider.System, NullLogger.Instance);
        using var scan = new KafkaScan(clients, consumer, [new LogPosition("t", 0, 3)], []);

        var offsets = new List<long>();
        while (await scan.NextAsync(TestContext.Current.CancellationToken) is { } records)
        {
            offsets.AddRange(records.Select(record => record.Offset));
        }

        Assert.Equal([0, 1, 2], offsets);
    }

    private static ConsumeResult<byte[]?, byte[]> Result(int offset) => new()
    {
        TopicPartitionOffset = new TopicPartitionOffset("t", 0, offset),
        Message = new Message<byte[]?, byte[]> { Value = [1], Timestamp = new Timestamp(offset, TimestampType.CreateTime) },
    };

    /// <summary>Answers what it is told, one after the other.</summary>
#pragma warning disable CA1852 // The proxy derives from it.
    private class ScriptedConsumer : DispatchProxy
#pragma warning restore CA1852
    {
        public Queue<Func<ConsumeResult<byte[]?, byte[]>>> Answers { get; } = new();

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.Name == nameof(IConsumer<,>.Consume) ? Answers.Dequeue()() : null;
    }
}
