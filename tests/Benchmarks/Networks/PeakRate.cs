using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Slams.Benchmarks.Networks;

/// <summary>The highest rate of multiplications and additions in 32-bit floats that the cores reach: fused, in registers, as many at once as do not wait for each other.</summary>
internal static class PeakRate
{
    private const int Steps = 20_000_000;

    /// <summary>Operations per second of so many threads, the best of some rounds.</summary>
    public static double Measure(int threads) => Enumerable.Range(0, 5).Max(_ => Once(threads));

    private static double Once(int threads)
    {
        var since = Timing.Begin();
        var work = Enumerable.Range(0, threads).Select(_ => Task.Factory.StartNew(Run, TaskCreationOptions.LongRunning)).ToArray();
        Task.WaitAll(work);
        return work.Sum(task => task.Result) / since().Seconds;
    }

    private static double Run() => Vector512.IsHardwareAccelerated ? Wide() : Narrow();

    // Twelve chains hide the latency of four steps on the two units of any core at hand.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Wide()
    {
        var (x, y) = (Vector512.Create(0.999f), Vector512.Create(1e-3f));
        Vector512<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (var step = 0; step < Steps; step++)
        {
            a = Vector512.FusedMultiplyAdd(a, x, y);
            b = Vector512.FusedMultiplyAdd(b, x, y);
            c = Vector512.FusedMultiplyAdd(c, x, y);
            d = Vector512.FusedMultiplyAdd(d, x, y);
            e = Vector512.FusedMultiplyAdd(e, x, y);
            f = Vector512.FusedMultiplyAdd(f, x, y);
            g = Vector512.FusedMultiplyAdd(g, x, y);
            h = Vector512.FusedMultiplyAdd(h, x, y);
            i = Vector512.FusedMultiplyAdd(i, x, y);
            j = Vector512.FusedMultiplyAdd(j, x, y);
            k = Vector512.FusedMultiplyAdd(k, x, y);
            l = Vector512.FusedMultiplyAdd(l, x, y);
        }

        return Operations(Vector512.Sum(a + b + c + d + e + f + g + h + i + j + k + l), Vector512<float>.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Narrow()
    {
        var (x, y) = (Vector256.Create(0.999f), Vector256.Create(1e-3f));
        Vector256<float> a = x, b = x, c = x, d = x, e = x, f = x, g = x, h = x, i = x, j = x, k = x, l = x;
        for (var step = 0; step < Steps; step++)
        {
            a = Vector256.FusedMultiplyAdd(a, x, y);
            b = Vector256.FusedMultiplyAdd(b, x, y);
            c = Vector256.FusedMultiplyAdd(c, x, y);
            d = Vector256.FusedMultiplyAdd(d, x, y);
            e = Vector256.FusedMultiplyAdd(e, x, y);
            f = Vector256.FusedMultiplyAdd(f, x, y);
            g = Vector256.FusedMultiplyAdd(g, x, y);
            h = Vector256.FusedMultiplyAdd(h, x, y);
            i = Vector256.FusedMultiplyAdd(i, x, y);
            j = Vector256.FusedMultiplyAdd(j, x, y);
            k = Vector256.FusedMultiplyAdd(k, x, y);
            l = Vector256.FusedMultiplyAdd(l, x, y);
        }

        return Operations(Vector256.Sum(a + b + c + d + e + f + g + h + i + j + k + l), Vector256<float>.Count);
    }

    // The sum is asked for, so that nothing is left out.
    private static double Operations(float sum, int width) => float.IsFinite(sum) ? 2.0 * 12 * width * Steps : 0;
}
