using Slams.Core.Windows;

namespace Slams.Core.Tests.Windows;

/// <summary>Logs of a source that finds out by itself what is late, as ingest does, and lets go what is past the bound.</summary>
internal static class Stragglers
{
    public static WindowOptions Options { get; } = new()
    {
        AllowedDisorder = TimeSpan.FromMinutes(Logs.DisorderMinutes),
        RevisionBound = TimeSpan.FromHours(8),
        IdleTimeout = Timeout.InfiniteTimeSpan,
    };

    public static WindowBench Bench(int partitions = Logs.Partitions) => new WindowBench(Options).Assign(partitions);

    /// <summary>Reports mostly in order, a third of them up to a day behind.</summary>
    public static Report[] Arrivals(byte[] draws, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. draws.Select((draw, index) => new Report(draw * 11, index % 3))
                .Select(report => (Report: report, Arrival: report.Minutes + (random.Next(3) == 0 ? random.Next(1440) : random.Next(Logs.DisorderMinutes))))
                .OrderBy(report => report.Arrival)
                .Select(report => report.Report),
        ];
    }

    /// <summary>The log that a source makes of arrivals, read in an interleaving of its partitions that <paramref name="reading"/> decides.</summary>
    public static LogEntry[] Read(Report[] arrivals, int seed, int reading, int partitions = Logs.Partitions)
    {
        var judged = Judge(arrivals).ToArray();
        var random = new Random(seed);
        var queues = Enumerable.Range(0, partitions).Select(_ => new Queue<LogEntry>()).ToArray();
        foreach (var (report, late) in judged)
        {
            var partition = random.Next(partitions);
            queues[partition].Enqueue(WindowBench.Item(partition, queues[partition].Count, report.Minutes, report.Value, "source", late));
        }

        foreach (var (queue, partition) in queues.Select((queue, partition) => (queue, partition)))
        {
            queue.Enqueue(WindowBench.Progress(partition, queue.Count, "source", null, end: true));
        }

        var order = new Random(reading);
        var read = new List<LogEntry>();
        while (queues.Any(queue => queue.Count > 0))
        {
            var waiting = queues.Where(queue => queue.Count > 0).ToArray();
            read.Add(waiting[order.Next(waiting.Length)].Dequeue());
        }

        return [.. read];
    }

    private static IEnumerable<(Report Report, LateHandling Late)> Judge(Report[] arrivals)
    {
        var newest = DateTimeOffset.MinValue;
        foreach (var report in arrivals)
        {
            var close = Options.Schedule.CycleAt(WindowBench.At(report.Minutes)).WindowEnd + Options.AllowedDisorder;
            if (newest < close)
            {
                newest = newest > WindowBench.At(report.Minutes) ? newest : WindowBench.At(report.Minutes);
                yield return (report, LateHandling.Revise);
            }
            else if (newest < close + Options.RevisionBound)
            {
                yield return (report, LateHandling.Straggler);
            }
        }
    }
}
