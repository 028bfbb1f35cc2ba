using System.Text.Json.Serialization;

namespace Slams.Benchmarks.Sizes;

/// <summary>What cycles of one size took, in a process of their own.</summary>
/// <param name="Point">The size.</param>
/// <param name="Seconds">Of each cycle, by the clock.</param>
/// <param name="CpuSeconds">Of each cycle, of all threads of the process.</param>
/// <param name="StageSeconds">By stage, means over the cycles.</param>
/// <param name="PeakMegabytes">The most that the process had in memory (VmHWM); 0 where the system does not tell.</param>
/// <param name="Assimilated">Station temperatures assimilated, mean over the cycles.</param>
/// <param name="Bytes">What the last of them writes, by kind, see <see cref="SizeBytes"/>.</param>
internal sealed record SizeResult(
    SizePoint Point, double[] Seconds, double[] CpuSeconds, SortedDictionary<string, double> StageSeconds, double PeakMegabytes, double Assimilated,
    SortedDictionary<string, long> Bytes)
{
    /// <summary>Median of the CPU seconds of a cycle.</summary>
    [JsonIgnore]
    public double Cost => Timing.Median(CpuSeconds);
}
