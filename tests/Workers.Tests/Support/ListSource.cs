using System.Runtime.CompilerServices;
using Slams.Core.Observations;
using Slams.Hosting.Ingest;
using Slams.Streaming.Messages;

namespace Slams.Workers.Tests.Support;

/// <summary>A source of given items that may break off, as a process that is killed does.</summary>
internal sealed class ListSource(IReadOnlyList<IngestItem> items, int breakAfter = int.MaxValue) : IIngestSource
{
    private static readonly DateTimeOffset Start = new(1987, 1, 12, 0, 0, 0, TimeSpan.Zero);

    public string Name => "stations";

    public string Topic => "test.readings";

    public int Partitions { get; init; } = 3;

    public async IAsyncEnumerable<IngestItem> ReadAsync(IReadOnlyList<string> readBefore, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ranks = readBefore.Index().ToDictionary(file => file.Item, file => file.Index);
        var ordered = items.OrderBy(item => ranks.GetValueOrDefault(item.File, int.MaxValue)).ToArray();
        for (var i = 0; i < ordered.Length; i++)
        {
            if (i == breakAfter)
            {
                throw new BrokenOffException();
            }

            await Task.CompletedTask;
            yield return ordered[i];
        }
    }

    /// <summary>Readings of ten stations in files of twelve, minutes apart.</summary>
    public static IngestItem[] Readings(int count) => [.. Enumerable.Range(0, count).Select(i => Reading(i, TimeSpan.FromMinutes(i)))];

    public static IngestItem Reading(int i, TimeSpan at, QualityFlag flag = QualityFlag.Assimilated)
    {
        var reading = new StationReading
        {
            StationId = $"station-{i % 10}",
            Time = Start + at,
            LatitudeDegrees = 50,
            LongitudeDegrees = 10,
            AirTemperatureK = 270 + i,
            Flag = flag,
            SourceRecord = i,
        };
        return new IngestItem(FileOf(i), reading.Time, flag, lateBy => ReadingCodec.ToRecord(
            lateBy is null ? reading : reading with { Flag = QualityFlag.Late }, "stations"))
        {
            Format = "csv",
        };
    }

    public static IngestItem Broken(int i, string reason) => new(
        FileOf(i), null, QualityFlag.Missing, _ => throw new InvalidOperationException("nothing was read"),
        new DeadLetter(FileOf(i), i, reason, "bytes"u8.ToArray()));

    private static string FileOf(int i) => $"file-{i / 12:00}.csv";
}
