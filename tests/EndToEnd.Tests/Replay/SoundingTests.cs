using System.Globalization;
using System.Text;
using Slams.Core.Analyses;
using Slams.EndToEnd.Tests.Support;
using Slams.Formats.Analyses;

namespace Slams.EndToEnd.Tests.Replay;

/// <summary>An ascent goes all the way from a file to the analysed field.</summary>
public sealed class SoundingTests
{
    // The bundled model has its levels there; so the ascent has one value for each of them.
    private const double LatitudeDegrees = 47.1234, LongitudeDegrees = 11.5432;
    private const float WarmerK = 3;

    [Fact]
    public async Task An_ascent_in_IGRA_beside_surface_reports_draws_the_analysis_to_its_temperatures()
    {
        using var folder = new ScratchFolder();
        var stations = folder.Folder("stations");
        await WriteAsync(Path.Combine(stations, "surface.csv"),
            "station_id,time,latitude,longitude,elevation_m,air_temperature_K,precipitation_6h_mm\nA,1987-01-12T06:00Z,-40,170,0,288,\n");

        var without = await AnalyseAsync(folder, stations, "without");
        await WriteAsync(Path.Combine(stations, "ascent.txt"), Ascent(without));
        var with = await AnalyseAsync(folder, stations, "with");

        Assert.All(Column(without).Zip(Column(with)), pair => Assert.InRange(pair.Second.Kelvin - pair.First.Kelvin, 0.3 * WarmerK, 1.2 * WarmerK));
    }

    private static async Task<Analysis> AnalyseAsync(ScratchFolder folder, string stations, string name)
    {
        // Guided as the service guides: other tests are content with less.
        var service = new Dictionary<string, string> { ["Analysis__Steps"] = "3", ["Analysis__GuidanceIterations"] = "2", ["Analysis__GuidanceLevel"] = "1" };
        (await Worker.RunAsync(folder, service, "replay", "--stations", stations, "--out", folder[name], "--members", "4", "--log", $"sqlite:{folder[name + ".db"]}")).Well();
        return AnalysisFile.Read(Assert.Single(Directory.EnumerateFiles(folder[name], Analyses.Pattern)));
    }

    /// <summary>Some kelvins warmer than an analysis, in the columns of IGRA version 2, from below upwards.</summary>
    private static string Ascent(Analysis analysis)
    {
        var levels = Column(analysis).Reverse().ToArray();
        var text = new StringBuilder().Append(
            CultureInfo.InvariantCulture,
            $"#XXM00010007 1987 01 12 06 0531 {levels.Length,4} ncdc6301 ncdc6301  {LatitudeDegrees * 1e4:0} {LongitudeDegrees * 1e4,8:0}\n");
        foreach (var (pascal, kelvin) in levels)
        {
            text.Append(CultureInfo.InvariantCulture, $"10 -9999 {pascal,6:0} -9999 {(kelvin + WarmerK - 273.15) * 10,5:0}B-9999 -9999 -9999 -9999 \n");
        }

        return text.ToString();
    }

    private static IEnumerable<(double Pascal, float Kelvin)> Column(Analysis analysis)
    {
        var grid = analysis.Grid;
        var at = grid.Horizontal.Interpolate(LatitudeDegrees, LongitudeDegrees);
        return grid.PressureLevelsPa.Select((pascal, level) =>
            (pascal, at.Apply(analysis.MeanK.AsSpan(level * grid.Horizontal.CellCount, grid.Horizontal.CellCount))));
    }

    private static Task WriteAsync(string path, string content) => File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
}
