namespace Slams.Benchmarks;

/// <summary>How long a work took, and how much of all cores it used meanwhile; the latter says little of what else the machine does.</summary>
/// <param name="Seconds">By the clock.</param>
/// <param name="CpuSeconds">Of all threads of this process.</param>
internal readonly record struct Timing(double Seconds, double CpuSeconds)
{
    public static async Task<Timing> OfAsync(Func<Task> work)
    {
        var since = Begin();
        await work();
        return since();
    }

    /// <summary>Starts the clock; each call of the result reads it.</summary>
    public static Func<Timing> Begin()
    {
        var (start, cpu) = (TimeProvider.System.GetTimestamp(), Environment.CpuUsage.TotalTime);
        return () => new Timing(TimeProvider.System.GetElapsedTime(start).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    public static Timing Median(IEnumerable<Timing> timings)
    {
        var all = timings.ToArray();
        return new Timing(Median(all.Select(timing => timing.Seconds)), Median(all.Select(timing => timing.CpuSeconds)));
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
