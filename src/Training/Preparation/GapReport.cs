using System.Globalization;

namespace Slams.Training.Preparation;

/// <summary>Steps that cannot be made, and why; told as runs, not one by one.</summary>
internal sealed class GapReport(TimeSpan step)
{
    private readonly SortedDictionary<DateTimeOffset, string> _gaps = [];

    /// <summary>Steps left out.</summary>
    public int Count => _gaps.Count;

    /// <summary>Notes a step that cannot be made.</summary>
    public void Add(DateTimeOffset time, string reason) => _gaps[time] = reason;

    /// <summary>One line for each run of steps with one reason.</summary>
    public IEnumerable<string> Lines()
    {
        (DateTimeOffset First, DateTimeOffset Last, string Reason, int Count)? run = null;
        foreach (var (time, reason) in _gaps)
        {
            if (run is { } current && current.Reason == reason && time - current.Last == step)
            {
                run = current with { Last = time, Count = current.Count + 1 };
                continue;
            }

            if (run is { } ended)
            {
                yield return Line(ended);
            }

            run = (time, time, reason, 1);
        }

        if (run is { } last)
        {
            yield return Line(last);
        }
    }

    private static string Line((DateTimeOffset First, DateTimeOffset Last, string Reason, int Count) run) => string.Create(
        CultureInfo.InvariantCulture, $"gap {run.First:yyyy-MM-dd'T'HH'Z'} to {run.Last:yyyy-MM-dd'T'HH'Z'}: {run.Count} steps without {run.Reason}");
}
