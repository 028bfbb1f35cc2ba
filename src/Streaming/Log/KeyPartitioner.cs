using System.Text;

namespace Slams.Streaming.Log;

/// <summary>
/// Spreads keys over partitions in the same way on every engine, so that a replay finds the same records in the same
/// partitions on SQLite and on Kafka. FNV-1a, 64 bit, over the UTF-8 bytes.
/// </summary>
public static class KeyPartitioner
{
    /// <summary>The partition of a key.</summary>
    public static int Partition(string key, int partitions)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(partitions, 1);
        var length = Encoding.UTF8.GetMaxByteCount(key.Length);
        Span<byte> buffer = length <= 512 ? stackalloc byte[512] : new byte[length];
        var bytes = buffer[..Encoding.UTF8.GetBytes(key, buffer)];
        var hash = 14695981039346656037UL;
        foreach (var value in bytes)
        {
            hash = (hash ^ value) * 1099511628211UL;
        }

        // The low bits of FNV are weak for short keys; fold the high half in.
        return (int)((hash ^ (hash >> 32)) % (ulong)partitions);
    }
}
