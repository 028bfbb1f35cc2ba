using System.Globalization;

namespace Slams.Benchmarks.Reports;

/// <summary>What a benchmark ran on.</summary>
/// <param name="Processor">Name of the processor as the system tells it.</param>
/// <param name="Cores">Processors that this process may use.</param>
/// <param name="MemoryGigabytes">Memory that it may use.</param>
/// <param name="Load">Processes that waited for a core in the minute before; null where the system does not tell.</param>
internal sealed record Machine(string Processor, int Cores, double MemoryGigabytes, double? Load)
{
    /// <summary>This one, now.</summary>
    public static Machine Here() => new(
        Value("/proc/cpuinfo", "model name") ?? "unknown", Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9,
        File.Exists("/proc/loadavg") ? double.Parse(File.ReadAllText("/proc/loadavg").Split(' ')[0], CultureInfo.InvariantCulture) : null);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Processor}, {Cores} cores, {MemoryGigabytes:0} GB, load {Load:0.0} at the start");

    private static string? Value(string path, string key) => File.Exists(path)
        ? File.ReadLines(path).FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
        : null;
}
