using Slams.Cli.Decoding;
using Slams.EndToEnd.Tests.Support;
using Slams.Formats.Stations;

namespace Slams.EndToEnd.Tests.Decoding;

public sealed class DecodeStationsTests
{
    private const string Header = "station_id,time,latitude,longitude,elevation_m,air_temperature_K,precipitation_6h_mm";

    private const string DecodedHeader =
        Header + ",dew_point_K,surface_pressure_Pa,wind_speed_m_s,wind_from_direction_deg,flag,reason";

    [Fact]
    public async Task Verdicts_stand_in_the_table_and_what_cannot_be_read_in_the_messages()
    {
        using var folder = new ScratchFolder();
        await WriteAsync(
            folder["a.csv"], Header, "A,1987-01-12T05:00:00Z,50,10,100,270,0", "B,1987-01-12T05:00:00Z,50,10,100,warm,0",
            "\"C, D\",1987-01-12T05:00:00Z,95,10,100,270,0");
        await WriteAsync(folder["b.csv"], Header, "A,1987-01-12T05:00:00Z,50,10,100,270,0");

        var decoded = await Decoded.OfAsync(folder["a.csv"], folder["b.csv"]);

        Assert.Equal(DecodeSession.Unreadable, decoded.ExitCode);
        Assert.Equal(
        [
            DecodedHeader,
            "A,1987-01-12T05:00:00Z,50,10,100,270,0,,,,,Assimilated,",
            "\"C, D\",1987-01-12T05:00:00Z,95,10,100,270,0,,,,,BadPosition,\"latitude 95° is beyond a pole\"",
            "A,1987-01-12T05:00:00Z,50,10,100,270,0,,,,,Duplicate,\"repeats record 2 of a.csv\"",
        ], decoded.Lines);
        Assert.Equal(
            $"unreadable: a.csv:3: air_temperature_K is not a number.{Environment.NewLine}"
            + $"files 2, decoded 3, unreadable 1, Assimilated 1, BadPosition 1, Duplicate 1{Environment.NewLine}", decoded.Messages);
    }

    [Fact]
    public async Task The_table_reads_back_as_the_same_readings()
    {
        var source = Directory.EnumerateFiles(Repository.SaoStations, "*.csv.gz").Order(StringComparer.Ordinal).First();

        var decoded = await Decoded.OfAsync(source);

        var before = new StationFormats(new StationReadOptions()).ReadFileAsync(source, TestContext.Current.CancellationToken);
        var after = new StationFormats(new StationReadOptions()).ReadAsync(
            new MemoryStream(decoded.Bytes), Path.GetFileName(source), TestContext.Current.CancellationToken);
        Assert.Equal(0, decoded.ExitCode);
        Assert.Equal(await before.ToListAsync(TestContext.Current.CancellationToken), await after.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Text_of_a_file_cannot_pass_for_a_line_of_its_own()
    {
        using var folder = new ScratchFolder();
        await WriteAsync(folder["a.csv"], Header, "A,1987-01-12T05:00:00Z,50,10,100,270,0", "A,1987-01-12T05:00:00Z,50,10,100,270,0");
        File.Move(folder["a.csv"], folder["a\nZ,1987.csv"]);
        await WriteAsync(folder["b.csv"], "station_id,time,\u001b[2Jlatitude");

        var decoded = await Decoded.OfAsync(folder["a\nZ,1987.csv"], folder["b.csv"]);

        Assert.Equal(3, decoded.Lines.Length);
        Assert.EndsWith(",Duplicate,\"repeats record 2 of a?Z,1987.csv\"", decoded.Lines[2], StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', decoded.Messages);
        Assert.Equal(2, decoded.Messages.TrimEnd().Split(Environment.NewLine).Length);
    }

    [Fact]
    public async Task Times_outside_the_period_are_left_out()
    {
        using var folder = new ScratchFolder();
        await WriteAsync(folder["a.csv"], [Header, .. Enumerable.Range(0, 6).Select(hour => $"A,1987-01-12T0{hour}:00:00Z,50,10,100,270,0")]);

        var decoded = await Decoded.OfAsync(new DecodePlan
        {
            Paths = [folder.FullName],
            Model = Repository.Model,
            From = new(1987, 1, 12, 2, 0, 0, TimeSpan.Zero),
            To = new(1987, 1, 12, 3, 0, 0, TimeSpan.Zero),
        });

        Assert.Equal(["A,1987-01-12T02", "A,1987-01-12T03"], decoded.Lines.Skip(1).Select(line => line[..15]));
    }

    [Fact]
    public async Task A_year_of_a_station_has_a_row_for_each_report()
    {
        var decoded = await Decoded.OfAsync(Repository.Shared("real", "isd", "725300-2014.gz"));

        Assert.Equal((0, 4_262 + 1), (decoded.ExitCode, decoded.Lines.Length));
        Assert.Equal("725300-94846,2014-01-01T00:00:00Z,41.983,-87.9,205,262.05,2,258.75,100100,0,,Assimilated,", decoded.Lines[1]);
        // 122 without a temperature and 2 which the archive marks erroneous; summaries and most reports have no precipitation either.
        Assert.InRange(decoded.Lines.Count(line => line.Contains(",Missing,", StringComparison.Ordinal)), 100, 124);
        Assert.Contains("decoded 4262, unreadable 0", decoded.Messages, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_command_ends_with_a_code_that_tells()
    {
        using var folder = new ScratchFolder();
        await WriteAsync(folder["good.csv"], Header, "A,1987-01-12T05:00:00Z,50,10,100,270,0");
        await WriteAsync(folder["letter.txt"], "Dear station,");

        var good = (await Worker.RunAsync(folder, "decode", "good.csv")).Well();
        var letter = await Worker.RunAsync(folder, "decode", "good.csv", "letter.txt");

        Assert.Contains("A,1987-01-12T05:00:00Z,50,10,100,270,0,,,,,Assimilated,", good.Text, StringComparison.Ordinal);
        Assert.Equal(1, letter.ExitCode);
        Assert.Contains("unreadable: letter.txt: The content is of no known station format", letter.Text, StringComparison.Ordinal);
        Assert.Equal(2, (await Worker.RunAsync(folder, "decode", "absent.csv")).Badly("neither a file nor a folder").ExitCode);
    }

    private static Task WriteAsync(string path, params string[] lines) =>
        File.WriteAllTextAsync(path, string.Join('\n', lines) + "\n", TestContext.Current.CancellationToken);
}
