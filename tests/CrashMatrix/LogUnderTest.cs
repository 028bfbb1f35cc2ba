using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Testing;

namespace Slams.CrashMatrix;

/// <summary>
/// A fresh log for one run of the service: a SQLite file, the mock cluster of librdkafka, or topics of their own on the cluster
/// that SLAMS_TEST_KAFKA names (with the client settings in SLAMS_TEST_KAFKA_SETTINGS, <c>name=value;name=value</c>).
/// </summary>
public sealed class LogUnderTest : IDisposable
{
    private readonly MockKafkaCluster? _mock;

    private LogUnderTest(string name, string address, IReadOnlyDictionary<string, string> settings, string prefix, MockKafkaCluster? mock) =>
        (Name, Address, Settings, Prefix, _mock) = (name, address, settings, prefix, mock);

    /// <summary>Name in the table.</summary>
    public string Name { get; }

    /// <summary>Address for the service.</summary>
    public string Address { get; }

    /// <summary>Client settings for the service.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Prefix of the topics; always of the same length, since it is part of the provenance in the files.</summary>
    public string Prefix { get; }

    /// <summary>Whether outputs and positions move in one transaction; without, outputs may be repeated with the same bytes.</summary>
    public bool HasTransactions => _mock is null;

    /// <summary>Makes one.</summary>
    /// <param name="engine"><c>sqlite</c> or <c>kafka</c>.</param>
    /// <param name="folder">Folder for its files.</param>
    public static LogUnderTest Make(string engine, string folder)
    {
        const string prefix = "crashes.00000000";
        if (engine == "sqlite")
        {
            return new("sqlite", "sqlite:" + Path.Combine(folder, "log.db"), new Dictionary<string, string> { ["session.timeout.ms"] = "3000" }, prefix, null);
        }

        if (engine != "kafka")
        {
            throw new ArgumentException($"There is no log '{engine}': write sqlite or kafka.");
        }

        if (Environment.GetEnvironmentVariable("SLAMS_TEST_KAFKA") is { Length: > 0 } cluster)
        {
            return new("kafka cluster", "kafka:" + cluster, ClusterSettings(), "crashes." + Guid.NewGuid().ToString("N")[..8], null);
        }

        var mock = new MockKafkaCluster();
        return new("kafka mock", "kafka:" + mock.BootstrapServers, MockKafkaCluster.ClientSettings, prefix, mock);
    }

    /// <summary>Opens it from here.</summary>
    public IEventLog Open() => EventLogs.Open(Address, Settings);

    /// <inheritdoc/>
    public void Dispose() => _mock?.Dispose();

    private static Dictionary<string, string> ClusterSettings() =>
        (Environment.GetEnvironmentVariable("SLAMS_TEST_KAFKA_SETTINGS") ?? "")
        .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(setting => setting.Split('=', 2))
        .ToDictionary(parts => parts[0], parts => parts.Length > 1 ? parts[1] : "");
}
