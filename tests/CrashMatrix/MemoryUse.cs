using System.Globalization;

namespace Slams.CrashMatrix;

/// <summary>The highest resident memory of each process in each quarter of a run.</summary>
internal sealed class MemoryUse(TimeSpan length)
{
    private const int Quarters = 4;
    private readonly SortedDictionary<string, long[]> _highest = new(StringComparer.Ordinal);

    /// <summary>Notes a sample, bytes.</summary>
    public void Note(TimeSpan elapsed, string worker, long residentBytes)
    {
        if (!_highest.TryGetValue(worker, out var quarters))
        {
            _highest[worker] = quarters = new long[Quarters];
        }

        ref var quarter = ref quarters[Math.Clamp((int)(elapsed / length * Quarters), 0, Quarters - 1)];
        quarter = Math.Max(quarter, residentBytes);
    }

    /// <summary>Writes a line for each process.</summary>
    public void Write(TextWriter to)
    {
        foreach (var (worker, quarters) in _highest)
        {
            to.WriteLine($"highest resident memory by quarter, MB: {worker} {string.Join(", ", quarters.Select(bytes => (bytes / 1_000_000).ToString(CultureInfo.InvariantCulture)))}");
        }
    }
}
