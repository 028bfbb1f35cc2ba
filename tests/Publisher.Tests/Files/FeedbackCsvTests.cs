using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Formats.Analyses;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Files;

public sealed class FeedbackCsvTests
{
    [Fact]
    public void Departures_read_back_to_the_same_bits()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "feedback.csv");
        StationDeparture[] departures =
        [
            .. SyntheticAnalysis.Make(0).Departures,
            new("odd, \"station\"", 90, -180, float.NaN, 1e-30f, 273.15f, 0, float.NaN, QualityFlag.FirstGuessDeparture),
            new("R", 1, 2, 300, 290, 291, 1, 289, QualityFlag.BuddyDeparture)
            {
                Use = new ObservationUse(1, 0, 12, -60) { Correction = -1.5f }, BackgroundErrorK = 1.25f, Reason = "departs by +10.0 K, so \"they\" say; none agree",
            },
            new("", double.NaN, 359.99999999999994, 300, 301, 302, 1, 299, QualityFlag.BadPosition),
        ];

        Write(path, departures);

        Assert.Equal(departures, FeedbackCsv.Read(path));
    }

    [Fact]
    public void A_file_of_before_is_read_without_the_use_of_its_observations()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "feedback.csv");
        File.WriteAllText(
            path,
            """
            station_id,latitude,longitude,air_temperature_K,background_K,analysis_K,analysis_spread_K,climatology_K,flag
            "a, b",1.5,2,270,269,269.5,0.5,,GrossError

            """);

        var read = Assert.Single(FeedbackCsv.Read(path));

        Assert.Equal(new StationDeparture("a, b", 1.5, 2, 270, 269, 269.5f, 0.5f, float.NaN, QualityFlag.GrossError), read);
    }

    [Fact]
    public void A_file_of_before_is_read_without_reasons()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "feedback.csv");
        File.WriteAllText(
            path,
            """
            station_id,latitude,longitude,air_temperature_K,background_K,analysis_K,analysis_spread_K,climatology_K,flag,error_K,weight,cell_distance_km,time_offset_s
            A,1.5,2,270,269,269.5,0.5,,GrossError,1,0,12,

            """);

        var read = Assert.Single(FeedbackCsv.Read(path));

        Assert.Equal(
            new StationDeparture("A", 1.5, 2, 270, 269, 269.5f, 0.5f, float.NaN, QualityFlag.GrossError) { Use = new ObservationUse(1, 0, 12, float.NaN) }, read);
    }

    [Fact]
    public void A_file_of_before_is_read_without_corrections()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "feedback.csv");
        File.WriteAllText(
            path,
            """
            station_id,latitude,longitude,air_temperature_K,background_K,analysis_K,analysis_spread_K,climatology_K,flag,error_K,weight,cell_distance_km,time_offset_s,background_error_K,reason
            A,1.5,2,270,269,269.5,0.5,268,GrossError,1,0,12,60,1.5,so

            """);

        var read = Assert.Single(FeedbackCsv.Read(path));

        Assert.Equal(
            new StationDeparture("A", 1.5, 2, 270, 269, 269.5f, 0.5f, 268, QualityFlag.GrossError) { Use = new ObservationUse(1, 0, 12, 60), BackgroundErrorK = 1.5f, Reason = "so" },
            read);
    }

    [Theory]
    [InlineData("station_id,nothing\n")]
    [InlineData("")]
    public void Other_files_are_refused(string text)
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "feedback.csv");
        File.WriteAllText(path, text);

        Assert.Throws<InvalidDataException>(() => FeedbackCsv.Read(path));
    }

    [Fact]
    public void A_broken_line_is_named()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "feedback.csv");
        Write(path, SyntheticAnalysis.Make(0, stations: 2).Departures);
        File.AppendAllText(path, "x,1,2,warm,1,1,1,1,Passive,1,0,1,1,,,0\n");

        var problem = Assert.Throws<InvalidDataException>(() => FeedbackCsv.Read(path));

        Assert.Contains("line 4", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Broken_lines_are_told_and_passed_over()
    {
        using var folder = new ScratchFolder();
        var path = Path.Combine(folder.Path, "feedback.csv");
        var departures = SyntheticAnalysis.Make(0, stations: 2).Departures;
        Write(path, departures);
        var lines = File.ReadAllLines(path);
        File.WriteAllLines(path, [lines[0], "x,1,2,warm,1,1,1,1,Passive,1,0,1,1,,,0", lines[1], "\"x", lines[2], lines[2][..10]]);
        var told = new List<(int, string)>();

        Assert.Equal(departures, FeedbackCsv.Read(path, (number, line) => told.Add((number, line))));

        Assert.Equal([(2, "x,1,2,warm,1,1,1,1,Passive,1,0,1,1,,,0"), (4, "\"x"), (6, lines[2][..10])], told);
    }

    private static void Write(string path, IReadOnlyList<StationDeparture> departures)
    {
        using var stream = File.Create(path);
        FeedbackCsv.Write(stream, departures);
    }
}
