using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace Slams.Testing;

/// <summary>
/// What the mock cluster can do only through librdkafka's own interface. Where that cannot be reached, joining a group takes
/// longer, and topics have four partitions.
/// </summary>
internal static class MockInterface
{
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint HandleMockCluster(nint client);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void InitialRebalanceDelay(nint cluster, int milliseconds);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int TopicCreate(nint cluster, [MarshalAs(UnmanagedType.LPUTF8Str)] string topic, int partitions, int replicationFactor);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int PartitionSetLeader(nint cluster, [MarshalAs(UnmanagedType.LPUTF8Str)] string topic, int partition, int broker);

    /// <summary>Lets groups of a mock cluster start at once; it lets a new one wait 3 s for further members.</summary>
    public static void RemoveRebalanceDelay(Handle host) =>
        Find<InitialRebalanceDelay>(host, "rd_kafka_mock_group_initial_rebalance_delay_ms", (set, cluster) => set(cluster, 0));

    /// <summary>Makes a topic of so many partitions.</summary>
    public static void CreateTopic(Handle host, string topic, int partitions) =>
        Find<TopicCreate>(host, "rd_kafka_mock_topic_create", (create, cluster) => create(cluster, topic, partitions, 1));

    /// <summary>Makes another broker the leader of a partition.</summary>
    public static void SetLeader(Handle host, string topic, int partition, int broker) =>
        Find<PartitionSetLeader>(host, "rd_kafka_mock_partition_set_leader", (set, cluster) => set(cluster, topic, partition, broker));

    private static void Find<TDelegate>(Handle host, string name, Action<TDelegate, nint> call)
        where TDelegate : Delegate
    {
        // The very library that the client has loaded, among the several builds that its package carries.
        const string Maps = "/proc/self/maps";
        var library = File.Exists(Maps)
            ? File.ReadLines(Maps).Select(line => line[(line.IndexOf('/', StringComparison.Ordinal) is >= 0 and var path ? path : line.Length)..])
                .FirstOrDefault(path => Path.GetFileName(path).Contains("rdkafka", StringComparison.Ordinal) && path.EndsWith(".so", StringComparison.Ordinal))
            : null;
        var client = typeof(Handle).GetProperty("LibrdkafkaHandle", BindingFlags.Instance | BindingFlags.NonPublic)?.GetValue(host) as SafeHandle;
        if (library is null || client is null || !NativeLibrary.TryLoad(library, out var loaded)
            || !NativeLibrary.TryGetExport(loaded, "rd_kafka_handle_mock_cluster", out var find)
            || !NativeLibrary.TryGetExport(loaded, name, out var function))
        {
            return;
        }

        var cluster = Marshal.GetDelegateForFunctionPointer<HandleMockCluster>(find)(client.DangerousGetHandle());
        if (cluster != 0)
        {
            call(Marshal.GetDelegateForFunctionPointer<TDelegate>(function), cluster);
        }
    }
}
