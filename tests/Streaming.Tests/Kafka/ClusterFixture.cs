using Slams.Streaming.Kafka;
using Slams.Streaming.Log;
using Slams.Streaming.Tests.Contract;

namespace Slams.Streaming.Tests.Kafka;

/// <summary>
/// Logs on the cluster named by SLAMS_TEST_KAFKA; client settings such as TLS and SASL come from SLAMS_TEST_KAFKA_SETTINGS
/// (<c>name=value;name=value</c>).
/// </summary>
public sealed class ClusterFixture : LogFixture
{
    public static string? Address => Environment.GetEnvironmentVariable("SLAMS_TEST_KAFKA");

    public override TimeSpan SessionTimeout => TimeSpan.FromSeconds(6);

    public override IEventLog Open() => new KafkaEventLog(new KafkaLogOptions
    {
        BootstrapServers = Address!,
        Settings = Settings(),
    });

    public override async Task KillAsync(IEventLog log, ILogReader reader) => await ((KafkaLogReader)reader).AbandonAsync();

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static Dictionary<string, string> Settings() =>
        (Environment.GetEnvironmentVariable("SLAMS_TEST_KAFKA_SETTINGS") ?? "")
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(setting => setting.Split('=', 2))
        .ToDictionary(parts => parts[0], parts => parts.Length > 1 ? parts[1] : "");
}
