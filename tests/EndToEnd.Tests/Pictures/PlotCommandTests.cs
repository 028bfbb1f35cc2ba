using SkiaSharp;
using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.EndToEnd.Tests.Support;
using Slams.Formats.Analyses;
using Slams.Testing;

namespace Slams.EndToEnd.Tests.Pictures;

public sealed class PlotCommandTests
{
    [Fact]
    public async Task Maps_of_a_folder_and_those_below_go_into_a_folder()
    {
        SystemFonts.Require();
        using var folder = new ScratchFolder();
        // As a layout of the publisher has them.
        Write(folder.Folder("in/z/19870112T0000Z"), SyntheticAnalysis.Make());
        Write(folder.Folder("in/a"), SyntheticAnalysis.Failed(1), SyntheticAnalysis.Make(cycle: 2));

        var ended = (await Worker.RunAsync(
            folder, "plot", "map", "in", "--level", "500", "--statistic", "spread", "--projection", "equal-earth", "--out", "maps")).Well();

        Assert.Contains("is passed over. Cycle 19870112T0600Z failed", ended.Text, StringComparison.Ordinal);
        Assert.Equal(
            ["analysis_19870112T0000Z.png", "analysis_19870112T1200Z.png"],
            Directory.GetFiles(folder["maps"]).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(folder["maps"]), file => Assert.Equal(1200, Size(file).Width));
    }

    [Fact]
    public async Task Maps_of_two_runs_have_the_folders_of_their_files()
    {
        SystemFonts.Require();
        using var folder = new ScratchFolder();
        Write(folder.Folder("in/one/1987"), SyntheticAnalysis.Make(), SyntheticAnalysis.Make(cycle: 1));
        Write(folder.Folder("in/two/1987"), SyntheticAnalysis.Make((_, _, _) => 260));

        (await Worker.RunAsync(folder, "plot", "map", "in", "--out", "maps")).Well();

        Assert.Equal(
            ["one/1987/analysis_19870112T0000Z.png", "one/1987/analysis_19870112T0600Z.png", "two/1987/analysis_19870112T0000Z.png"],
            Directory.GetFiles(folder["maps"], "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder["maps"], file)).Order(StringComparer.Ordinal));
        Assert.NotEqual(
            File.ReadAllBytes(folder["maps/one/1987/analysis_19870112T0000Z.png"]), File.ReadAllBytes(folder["maps/two/1987/analysis_19870112T0000Z.png"]));
    }

    [Fact]
    public async Task An_increment_with_stations_has_the_size_asked_for()
    {
        SystemFonts.Require();
        using var folder = new ScratchFolder();
        Write(folder.FullName, SyntheticAnalysis.Make(), SyntheticAnalysis.Make((_, _, _) => 260, cycle: 1));
        string[] increment =
        [
            "plot", "map", "analysis_19870112T0000Z.nc", "analysis_19870112T0600Z.nc", "--statistic", "increment", "--stations",
            "--projection", "orthographic", "--centre", "-30,-60", "--size", "1500x1700", "--dpi", "150", "--out", "made/increment.png",
        ];
        (await Worker.RunAsync(folder, increment)).Badly("no 'feedback_19870112T0600Z.csv' beside");

        using (var stream = File.Create(folder["feedback_19870112T0600Z.csv"]))
        {
            FeedbackCsv.Write(stream, [new StationDeparture("s", -20, -50, 281, 279, 280, 1, 275, QualityFlag.Assimilated)]);
        }

        (await Worker.RunAsync(folder, increment)).Well();
        Assert.Equal((1500, 1700), Size(folder["made/increment.png"]));
    }

    [Fact]
    public async Task Profiles_and_series_are_drawn()
    {
        SystemFonts.Require();
        using var folder = new ScratchFolder();
        var analysis = SyntheticAnalysis.Make();
        Write(folder.FullName, analysis with { MembersK = [analysis.MeanK, analysis.MeanK] }, SyntheticAnalysis.Make(cycle: 1));

        (await Worker.RunAsync(folder, "plot", "profile", "analysis_19870112T0000Z.nc", "--at", "-33.9,151.2", "--out", "profile.png")).Well();
        (await Worker.RunAsync(folder, "plot", "series", ".", "--at", "52.5,-13.4", "--level", "850", "--dpi", "192", "--out", "series.png")).Well();

        Assert.Equal((960, 760), Size(folder["profile.png"]));
        Assert.Equal((2200, 1120), Size(folder["series.png"]));
    }

    [Fact]
    public async Task What_cannot_be_drawn_is_said_in_a_line()
    {
        using var folder = new ScratchFolder();
        Write(folder.FullName, SyntheticAnalysis.Make(), SyntheticAnalysis.Failed(1), SyntheticAnalysis.WithoutFields(2), SyntheticAnalysis.Make(cycle: 3, rows: 18));
        var good = "analysis_19870112T0000Z.nc";
        File.WriteAllBytes(folder["cut.nc"], File.ReadAllBytes(folder[good])[..^1000]);
        Task<Ended> Map(params string[] arguments) => Worker.RunAsync(folder, ["plot", "map", .. arguments, "--out", "x.png"]);

        (await Map(good, "--level", "510")).Badly("no level of 510 hPa; it has 100, 500, 850 hPa");
        (await Map("analysis_19870112T0600Z.nc")).Badly("failed and has no fields to draw: no memory");
        (await Map("analysis_19870112T1200Z.nc")).Badly("made without a model");
        (await Map("cut.nc")).Badly("'cut.nc' cannot be read as an analysis");
        (await Map("none.nc")).Badly("no file or folder 'none.nc'");
        (await Map(good, "--statistic", "increment")).Badly("takes two files");
        (await Map(good, "analysis_19870112T1800Z.nc", "--statistic", "increment")).Badly("different grids");
        (await Map(good, "--projection", "flat")).Badly("flat");
        (await Map(good, "--size", "100x100")).Badly("too small");
        (await Map(good, "--range", "300,200")).Badly("two numbers LOW,HIGH");
        (await Worker.RunAsync(folder, "plot", "profile", good, "--at", "91,0", "--out", "x.png")).Badly("latitude from -90 to 90");
        (await Worker.RunAsync(folder, "plot", "profile", ".", "--at", "0,0", "--out", "x.png")).Badly("takes one file");
        (await Worker.RunAsync(folder, "plot", "series", ".", "--at", "0,0", "--out", "x.png")).Badly("different grids");
        Assert.False(File.Exists(folder["x.png"]));
    }

    [Fact]
    public async Task A_field_is_shown_in_the_terminal()
    {
        using var folder = new ScratchFolder();
        Write(folder.FullName, SyntheticAnalysis.Make((_, latitude, _) => latitude > 0 ? 290 : 210), SyntheticAnalysis.Make(cycle: 1));
        string[] show = ["show", "analysis_19870112T0000Z.nc", "--level", "500", "--width", "64"];

        var plain = (await Worker.RunAsync(folder, new Dictionary<string, string> { ["COLORTERM"] = "truecolor" }, show)).Well();
        var coloured = (await Worker.RunAsync(folder, [.. show, "--colours", "full"])).Well();

        var lines = plain.Text.ReplaceLineEndings("\n").Split('\n');
        Assert.DoesNotContain('\u001b', plain.Text);
        Assert.Equal("Air temperature at 500 hPa, ensemble mean", lines[0]);
        Assert.Equal(20, plain.Text.TrimEnd().Split('\n').Length);
        Assert.Contains("min 210.0 · mean 250.0 · max 290.0 K", plain.Text, StringComparison.Ordinal);
        Assert.Equal(16, coloured.Text.Split('\n').Count(line => line.Count(character => character == '\u2580') == 64));
        (await Worker.RunAsync(folder, "show", "analysis_19870112T0000Z.nc", "--level", "501")).Badly("no level of 501 hPa");
    }

    private static void Write(string folder, params Analysis[] analyses) =>
        Array.ForEach(analyses, analysis => AnalysisFile.WriteToFolder(folder, analysis));

    private static (int Width, int Height) Size(string file)
    {
        using var picture = SKBitmap.Decode(file);
        return (picture.Width, picture.Height);
    }
}
