using Slams.Core.Observations;
using Slams.Core.Windows;

namespace Slams.Benchmarks.WindowRates;

/// <summary>A reading and its place in the log.</summary>
internal readonly record struct Arrival(SourceOffset At, StationReading Reading)
{
    private const string Topic = "readings", Source = "stations";

    /// <summary>How many are read at once.</summary>
    public const int Batch = 2500;

    /// <summary>Lays readings into partitions by station; those of a partition come in a row within each batch, as a client hands them out.</summary>
    public static IEnumerable<Arrival> Lay(IEnumerable<StationReading> readings, int partitions)
    {
        var offsets = new long[partitions];
        foreach (var batch in readings.Chunk(Batch))
        {
            foreach (var reading in batch.OrderBy(reading => Number(reading) % partitions))
            {
                var partition = Number(reading) % partitions;
                yield return new Arrival(new SourceOffset(new SourcePartition(Topic, partition), offsets[partition]++, Source), reading);
            }
        }
    }

    /// <summary>Where a partition's end is announced.</summary>
    public static SourceOffset End(int partition) => new(new SourcePartition(Topic, partition), int.MaxValue, Source);

    private static int Number(StationReading reading) => int.Parse(reading.StationId, System.Globalization.CultureInfo.InvariantCulture);
}
