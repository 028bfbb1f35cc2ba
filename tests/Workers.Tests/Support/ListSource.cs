using System.Runtime.CompilerServices;
using Slams.Core.Observations;
using Slams.Hosting.Ingest;
using Slams.Streaming.Log;
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

    /// <summary>A reading.</summary>
    /// <param name="i">Number.</param>
    /// <param name="at">Time after the start.</param>
    /// <param name="flag">Verdict.</param>
    /// <param name="bytes">What it says that it takes of memory.</param>
    public static IngestItem Reading(int i, TimeSpan at, QualityFlag flag = QualityFlag.Assimilated, long bytes = 0)
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
        return new Item(FileOf(i), reading, bytes);
    }

    /// <summary>A profile of one of the stations of <see cref="Readings"/>.</summary>
    public static IngestItem Profile(int i) => new ProfileItem(FileOf(i), new TemperatureProfile
    {
        StationId = $"station-{i % 10}",
        Time = Start.AddMinutes(i),
        LatitudeDegrees = 50,
        LongitudeDegrees = 10,
        Levels = [new(85_000, 270 + i)],
        SourceRecord = i,
    });

    public static IngestItem Broken(int i, string reason) => IngestItem.Of(FileOf(i), new DeadLetter(FileOf(i), i, reason, "bytes"u8.ToArray()));

    private static string FileOf(int i) => $"file-{i / 12:00}.csv";

    private sealed record Item(string File, StationReading Reading, long Size) : IngestItem(File, Reading.Time, Reading.Flag, "csv")
    {
        public override long Bytes => Size;

        public override LogRecord ToRecord(TimeSpan? lateBy) => ReadingCodec.ToRecord(lateBy is null ? Reading : Reading with { Flag = QualityFlag.Late }, "stations");
    }

    private sealed record ProfileItem(string File, TemperatureProfile Profile) : IngestItem(File, Profile.Time, Profile.Flag)
    {
        public override LogRecord ToRecord(TimeSpan? lateBy) => ProfileCodec.ToRecord(Profile, "stations");
    }
}
