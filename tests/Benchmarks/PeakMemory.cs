using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Slams.Benchmarks;

/// <summary>The most that a process has had in memory, as the kernel tells it (VmHWM).</summary>
internal static partial class PeakMemory
{
    /// <summary>Of this process, MB; 0 where the system does not tell.</summary>
    public static double OfThisProcess() => Read("/proc/self/status") ?? 0;

    /// <summary>Waits for the end of a process and tells the last that was seen of it, MB; 0 where the system does not tell.</summary>
    public static async Task<double> FollowAsync(Process process)
    {
        var peak = 0.0;
        while (!process.HasExited)
        {
            peak = Math.Max(peak, Read($"/proc/{process.Id}/status") ?? 0);
            await Task.Delay(100);
        }

        return peak;
    }

    private static double? Read(string status)
    {
        try
        {
            var found = HighWater().Match(File.ReadAllText(status));
            return found.Success ? long.Parse(found.Groups[1].Value, CultureInfo.InvariantCulture) * 1024 / 1e6 : null;
        }
        catch (IOException)
        {
            // Not Linux, or gone between two looks.
            return null;
        }
    }

    [GeneratedRegex(@"VmHWM:\s+(\d+) kB")]
    private static partial Regex HighWater();
}
