using Slams.Core.Observations;
using Slams.Core.Quality;
using Slams.Formats.Stations;
using Slams.Hosting.Ingest;
using Slams.Ingest.Stations;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Ingest;

public sealed class StationSourceTests
{
    private const string Header = "station_id,time,latitude,longitude,elevation_m,air_temperature_K,precipitation_6h_mm\n";

    [Fact]
    public async Task Good_bad_and_unreadable_lines_come_in_the_order_of_the_file()
    {
        using var folder = new ScratchFolder();
        folder.Write("a.csv", Header
            + "A,1987-01-12T05:00Z,50,10,100,270,0\n"
            + "B,not a time at all,50\n"
            + "C,1987-01-12T05:20Z,50,10,100,600,\n"
            + "A,1987-01-12T05:00Z,50,10,100,270,0\n");

        var items = await ReadAsync(folder, new IngestOptions());

        Assert.Equal(
            [QualityFlag.Assimilated, null, QualityFlag.OutOfRange, QualityFlag.Duplicate],
            items.Select(item => item.Unreadable is null ? item.Flag : (QualityFlag?)null));
        Assert.Equal(("a.csv", 3), (items[1].Unreadable!.Source, items[1].Unreadable!.Record));
        Assert.NotEqual("", items[1].Unreadable!.Reason);
    }

    [Fact]
    public async Task From_and_to_leave_out_what_is_outside()
    {
        using var folder = new ScratchFolder();
        folder.Write("a.csv", Header + string.Concat(Enumerable.Range(0, 10).Select(h => FormattableString.Invariant($"A,1987-01-12T0{h}:00Z,50,10,100,270,0\n"))));

        var items = await ReadAsync(folder, new IngestOptions { From = Hour(3), To = Hour(5) });

        Assert.Equal([Hour(3), Hour(4), Hour(5)], items.Select(item => item.EventTime!.Value));
    }

    [Fact]
    public async Task Withheld_stations_are_the_same_in_every_run_and_about_the_share_asked_for()
    {
        using var folder = new ScratchFolder();
        folder.Write("a.csv", Header + string.Concat(Enumerable.Range(0, 1000).Select(n => FormattableString.Invariant($"S{n},1987-01-12T05:00Z,50,10,100,270,0\n"))));

        var first = (await ReadAsync(folder, new IngestOptions { Withhold = 0.1 })).Select(item => item.Flag).ToArray();
        var second = (await ReadAsync(folder, new IngestOptions { Withhold = 0.1 })).Select(item => item.Flag).ToArray();

        Assert.Equal(first, second);
        Assert.InRange(first.Count(flag => flag == QualityFlag.Passive), 70, 130);
        Assert.DoesNotContain(first, flag => flag is not (QualityFlag.Passive or QualityFlag.Assimilated));
    }

    [Fact]
    public async Task Stations_of_the_list_are_passive_with_their_reason()
    {
        using var folder = new ScratchFolder();
        folder.Write("a.csv", Header + string.Concat(new[] { "A1", "A2", "B1" }.Select(id => $"{id},1987-01-12T05:00Z,50,10,100,270,0\n")));
        var options = new IngestOptions { Passive = { "A*", "B2" } };

        Assert.Equal([QualityFlag.Passive, QualityFlag.Passive, QualityFlag.Assimilated], (await ReadAsync(folder, options)).Select(item => item.Flag));
    }

    [Fact]
    public async Task A_file_of_no_known_format_is_one_dead_letter_and_the_next_file_is_read()
    {
        using var folder = new ScratchFolder();
        folder.Write("a.bin", "\u0001\u0002 neither table nor archive");
        folder.Write("b.csv", Header + "A,1987-01-12T05:00Z,50,10,100,270,0\n");

        var items = await ReadAsync(folder, new IngestOptions());

        Assert.Equal(("a.bin", 0), (items[0].Unreadable!.Source, items[0].Unreadable!.Record));
        Assert.Equal(QualityFlag.Assimilated, Assert.Single(items.Skip(1)).Flag);
    }

    [Fact]
    public async Task Bulletins_get_positions_and_dates_by_the_settings_and_a_correction_stands_wherever_it_comes()
    {
        using var folder = new ScratchFolder();
        using var lists = new ScratchFolder();
        folder.Write("a.txt", "SMXX01 YRBK 120600 CCA\nAAXX 12061\n00999 02999 00501 10103=\n");
        folder.Write("b.txt", "SMXX01 YRBK 120600\nAAXX 12061\n00999 02999 00501 10203=\n00998 02999 00501 10204=\n");
        lists.Write("list.csv", "station_id,latitude,longitude,elevation_m\n00999,50,10,100\n");
        var options = new IngestOptions { Positions = Path.Combine(lists.FullName, "list.csv"), ReferenceTime = Hour(12) };

        var items = await ReadAsync(folder, options);

        Assert.Equal([QualityFlag.Assimilated, QualityFlag.Duplicate, QualityFlag.BadPosition], items.Select(item => item.Flag));
        Assert.All(items, item => Assert.Equal((Hour(6), "synop"), (item.EventTime, item.Format)));

        options.Positions = Path.Combine(lists.FullName, "other.csv");
        var exception = Assert.Throws<InvalidDataException>(() => StationIngest.ReadOptions(options, TimeProvider.System));
        Assert.StartsWith("Stations:Positions: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Soundings_are_profiles_beside_the_readings_judged_cut_to_the_period_and_withheld_as_they_are()
    {
        using var folder = new ScratchFolder();
        const string level = "10 -9999  85000  1480B   90B-9999 -9999 -9999 -9999 \n";
        folder.Write("a.txt", Igra("PASSIVE0001", 6, 1) + level + Igra("GOOD0000001", 6, 2) + level + level.Replace("  90B", "1500B", StringComparison.Ordinal)
            + Igra("BAD00000001", 6, 1) + level.Replace("   90B", "-9999 ", StringComparison.Ordinal) + Igra("GOOD0000001", 12, 1) + level + Igra("GOOD0000001", 6, 3) + level);
        folder.Write("b.csv", Header + "A,1987-01-12T06:00Z,50,10,100,270,0\n");

        var items = await ReadAsync(folder, new IngestOptions { To = Hour(8), Passive = { "PASSIVE*" } });

        Assert.Equal(
            [QualityFlag.Passive, QualityFlag.Assimilated, QualityFlag.Missing, QualityFlag.Assimilated, null, QualityFlag.Assimilated],
            items.Select(item => item.Unreadable is null ? item.Flag : (QualityFlag?)null));
        Assert.Equal(["igra", "igra", "igra", "igra", "", "csv"], items.Select(item => item.Format));
        var record = items[1].ToRecord(null);
        Assert.Equal(("GOOD0000001", Hour(6)), (record.Key, record.Timestamp));
        var profile = ProfileCodec.FromRecord(new StoredRecord("t", 0, 0, record.Key, record.Value, record.Timestamp, record.Headers));
        Assert.Equal([QualityFlag.Assimilated, QualityFlag.OutOfRange], profile.Levels.Select(one => one.Flag));
        Assert.Equal(("a.txt", 3), (profile.Source, profile.SourceRecord));
        var late = items[1].ToRecord(TimeSpan.FromMinutes(90));
        Assert.Equal(QualityFlag.Late, ProfileCodec.FromRecord(new StoredRecord("t", 0, 0, late.Key, late.Value, late.Timestamp, late.Headers)).Flag);

        static string Igra(string id, int hour, int levels) => FormattableString.Invariant($"#{id} 1987 01 12 {hour:00} 0531 {levels,4} ncdc6301 ncdc6301  471234  -085432\n");
    }

    private static DateTimeOffset Hour(int hour) => new(1987, 1, 12, hour, 0, 0, TimeSpan.Zero);

    private static async Task<List<IngestItem>> ReadAsync(ScratchFolder folder, IngestOptions options)
    {
        options.Paths.Add(folder.FullName);
        var source = new StationSource(
            "readings", 4, options, new StationFormats(StationIngest.ReadOptions(options, TimeProvider.System)),
            new StationQuality(new QualityControlOptions(), TimeProvider.System), TimeProvider.System);
        var items = new List<IngestItem>();
        await foreach (var item in source.ReadAsync([], TestContext.Current.CancellationToken))
        {
            items.Add(item);
        }

        return items;
    }
}
