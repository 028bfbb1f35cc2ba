namespace Slams.Core.Tests.Windows;

/// <summary>Makes logs out of the small numbers that FsCheck draws and shrinks.</summary>
internal static class Logs
{
    public const int Partitions = 3;
    public const int DisorderMinutes = 60;

    /// <summary>Reports over two days; equal draws are copies of one report.</summary>
    public static Report[] Reports(byte[] draws) => [.. draws.Select((draw, index) => new Report(draw * 11, index % 3))];

    /// <summary>An arrival order in which nothing comes more than the allowed disorder behind.</summary>
    public static Report[] WithinDisorder(IEnumerable<Report> reports, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. reports
                .Select(report => (Report: report, Arrival: report.Minutes + (random.NextDouble() * DisorderMinutes)))
                .OrderBy(report => report.Arrival)
                .Select(report => report.Report),
        ];
    }

    /// <summary>
    /// Lays reports into partitions in the order given, with progress now and then and the end in each, and reads the
    /// partitions in any interleaving that keeps their order.
    /// </summary>
    public static LogEntry[] Read(IEnumerable<Report> arrivals, int seed, int partitions = Partitions)
    {
        var random = new Random(seed);
        var queues = Enumerable.Range(0, partitions).Select(_ => new Queue<LogEntry>()).ToArray();
        var offsets = new long[partitions];
        foreach (var report in arrivals)
        {
            // A copy may lie in another partition than its original.
            var partition = random.Next(partitions);
            queues[partition].Enqueue(WindowBench.Item(partition, offsets[partition]++, report.Minutes, report.Value, "source"));
        }

        for (var partition = 0; partition < partitions; partition++)
        {
            queues[partition].Enqueue(WindowBench.Progress(partition, offsets[partition]++, "source", null, end: true));
        }

        var read = new List<LogEntry>();
        while (queues.Any(queue => queue.Count > 0))
        {
            var waiting = queues.Where(queue => queue.Count > 0).ToArray();
            read.Add(waiting[random.Next(waiting.Length)].Dequeue());
        }

        return [.. read];
    }

    public static WindowBench Bench(int partitions = Partitions) => new WindowBench().Assign(partitions);
}
