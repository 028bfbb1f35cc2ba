using Slams.Cli.Ingest;
using Slams.EndToEnd.Tests.Support;
using Slams.Streaming;
using Slams.Streaming.Messages;

namespace Slams.EndToEnd.Tests.Workers;

public sealed class IngestCommandTests
{
    private const string Header = "station_id,time,latitude,longitude,elevation_m,air_temperature_K,precipitation_6h_mm\n";

    [Fact]
    public async Task The_standard_input_is_appended_once_however_often_it_comes()
    {
        using var folder = new ScratchFolder();

        Assert.Equal("stations: read 2, used 1, flagged 0, dead-lettered 1", await RunAsync(folder, Header + "A,1987-01-12T01:00Z,50,10,100,271,0\nB,no time\n"));
        Assert.Equal("stations: read 2, used 1, flagged 0, dead-lettered 1", await RunAsync(folder, Header + "A,1987-01-12T01:00Z,50,10,100,271,0\nB,no time\n"));
        Assert.Equal("stations: read 1, used 1, flagged 0, dead-lettered 0", await RunAsync(folder, Header + "A,1987-01-12T02:00Z,50,10,100,272,0\n"));

        Assert.Equal(["stdin A 01", "stdin A 02"], await ReadingsAsync(folder));
        Assert.Empty(Directory.GetFileSystemEntries(folder["spool"]));
    }

    [Fact]
    public async Task Files_go_along_and_the_input_may_have_a_name_of_its_own()
    {
        using var folder = new ScratchFolder();
        await File.WriteAllTextAsync(folder["a.csv"], Header + "A,1987-01-12T01:00Z,50,10,100,271,0\n", TestContext.Current.CancellationToken);

        await RunAsync(folder, Header + "B,1987-01-12T02:00Z,50,10,100,272,0\n", plan => plan with { Paths = [folder["a.csv"], "-"], Name = "../b.csv" });

        Assert.Equal([".._b.csv B 02", "a.csv A 01"], (await ReadingsAsync(folder)).Select(reading => reading.TrimStart('_')));
    }

    [Fact]
    public async Task An_input_that_is_empty_or_too_long_is_no_input()
    {
        using var folder = new ScratchFolder();

        var empty = await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync(folder, ""));
        var large = await Assert.ThrowsAsync<InvalidDataException>(() => RunAsync(folder, Header, plan => plan with { Settings = [.. plan.Settings, "--Stations:Poll:MaxBytes=10"] }));

        Assert.Equal("The standard input is empty.", empty.Message);
        Assert.Equal("The standard input: it is larger than MaxBytes, 10 bytes.", large.Message);
        Assert.Empty(Directory.GetFileSystemEntries(folder["spool"]));
        Assert.False(File.Exists(folder["log.db"]));
    }

    private static async Task<string> RunAsync(ScratchFolder folder, string input, Func<IngestPlan, IngestPlan>? change = null)
    {
        var plan = new IngestPlan
        {
            Source = "stations",
            Paths = ["-"],
            Settings = ["--Log:Address=sqlite:" + folder["log.db"], "--Log:Settings:synchronous=normal", "--Logging:LogLevel:Default=None"],
            Spool = folder["spool"],
            Model = Repository.Model,
        };
        using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(input));
        using var console = new StringWriter();
        Assert.Equal(0, await new IngestSession(change?.Invoke(plan) ?? plan, content, console).RunAsync(TestContext.Current.CancellationToken));
        return console.ToString().TrimEnd();
    }

    private static async Task<List<string>> ReadingsAsync(ScratchFolder folder)
    {
        await using var log = EventLogs.Open("sqlite:" + folder["log.db"], new Dictionary<string, string>());
        var readings = new List<string>();
        await foreach (var record in log.ScanAsync(new Topics("slams").Readings, [], TestContext.Current.CancellationToken))
        {
            if (record.KindOf() == RecordKind.Reading)
            {
                var reading = ReadingCodec.FromRecord(record);
                readings.Add($"{reading.Source} {reading.StationId} {reading.Time:HH}");
            }
        }

        return [.. readings.Order(StringComparer.Ordinal)];
    }
}
