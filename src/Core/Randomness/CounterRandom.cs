using System.Numerics;

namespace Slams.Core.Randomness;

/// <summary>
/// Counter-based random numbers, Philox 4x32-10 (Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3"):
/// value i of stream (seed, stream) is a pure function, so no result depends on the order or the batch in which it was drawn.
/// </summary>
public static class CounterRandom
{
    private const uint MultiplierA = 0xD2511F53, MultiplierB = 0xCD9E8D57, WeylA = 0x9E3779B9, WeylB = 0xBB67AE85;

    /// <summary>Four random words of one counter.</summary>
    public static (uint A, uint B, uint C, uint D) Words(ulong seed, ulong stream, ulong index)
    {
        uint c0 = (uint)index, c1 = (uint)(index >> 32), c2 = (uint)stream, c3 = (uint)(stream >> 32);
        uint k0 = (uint)seed, k1 = (uint)(seed >> 32);
        for (var round = 0; round < 10; round++)
        {
            var p0 = (ulong)MultiplierA * c0;
            var p1 = (ulong)MultiplierB * c2;
            (c0, c1, c2, c3) = ((uint)(p1 >> 32) ^ c1 ^ k0, (uint)p1, (uint)(p0 >> 32) ^ c3 ^ k1, (uint)p0);
            k0 += WeylA;
            k1 += WeylB;
        }

        return (c0, c1, c2, c3);
    }

    /// <summary>A uniform number in (0, 1).</summary>
    public static double Uniform(ulong seed, ulong stream, ulong index) => ToUnit(Words(seed, stream, index).A);

    /// <summary>Fills a span with standard normal numbers (Box–Muller).</summary>
    public static void FillNormal(ulong seed, ulong stream, Span<float> destination)
    {
        for (var i = 0; i < destination.Length; i += 4)
        {
            var (a, b, c, d) = Words(seed, stream, (ulong)i);
            var (n0, n1) = BoxMuller(a, b);
            var (n2, n3) = BoxMuller(c, d);
            destination[i] = n0;
            if (i + 1 < destination.Length)
            {
                destination[i + 1] = n1;
            }

            if (i + 2 < destination.Length)
            {
                destination[i + 2] = n2;
            }

            if (i + 3 < destination.Length)
            {
                destination[i + 3] = n3;
            }
        }
    }

    /// <summary>A seed from text: 64-bit FNV-1a, the same on every platform and in every process.</summary>
    public static ulong SeedFrom(ReadOnlySpan<char> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }

        return BitOperations.RotateLeft(hash, 31) * 0x9E3779B97F4A7C15UL;
    }

    private static (float, float) BoxMuller(uint a, uint b)
    {
        var radius = Math.Sqrt(-2 * Math.Log(ToUnit(a)));
        var (sine, cosine) = Math.SinCos(2 * Math.PI * ToUnit(b));
        return ((float)(radius * cosine), (float)(radius * sine));
    }

    private static double ToUnit(uint word) => (word + 0.5) / 4294967296.0;
}
