using System.Reflection;
using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace Slams.Testing;

/// <summary>
/// The mock lets a new group wait 3 s for further members, which no setting of the client changes; librdkafka's own interface
/// does. Where that cannot be reached, joining merely takes longer.
/// </summary>
internal static class MockRebalanceDelay
{
    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint HandleMockCluster(nint client);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void InitialRebalanceDelay(nint cluster, int milliseconds);

    /// <summary>Lets groups of a mock cluster start at once.</summary>
    public static void Remove(Handle host)
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
            || !NativeLibrary.TryGetExport(loaded, "rd_kafka_mock_group_initial_rebalance_delay_ms", out var set))
        {
            return;
        }

        var cluster = Marshal.GetDelegateForFunctionPointer<HandleMockCluster>(find)(client.DangerousGetHandle());
        if (cluster != 0)
        {
            Marshal.GetDelegateForFunctionPointer<InitialRebalanceDelay>(set)(cluster, 0);
        }
    }
}
