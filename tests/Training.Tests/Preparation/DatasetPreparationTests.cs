using Slams.Core.Grids;
using Slams.Formats.NatureRun;
using Slams.Training.Commands;
using Slams.Training.Data;
using Slams.Training.Preparation;

namespace Slams.Training.Tests.Preparation;

public sealed class DatasetPreparationTests : IDisposable
{
    private static readonly StateGrid Target = new(PrepareCommand.Regular(6, 8), PrepareCommand.Levels("850,250,600"));
    private readonly SourceFiles _files = new();
    private readonly List<string> _log = [];

    public static TheoryData<string> Layouts => ["legacy", "legacy with versions", "new"];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Every_layout_gives_the_same_states(string layout)
    {
        Assert.Equal(8, Run(Options(Source(layout))));

        using var file = NatureRunFile.Open(Path.Combine(_files["out"], "train_1995.nc"));
        Assert.Equal([25000, 60000, 85000], file.Grid.PressureLevelsPa);
        Assert.Equal(Target.Horizontal.LatitudesDegrees, file.Grid.Horizontal.LatitudesDegrees);
        Assert.Equal(Enumerable.Range(0, 8).Select(i => new DateTimeOffset(SourceFiles.Start).AddHours(6 * i)), file.Times);
        RequireTemperatures(file.Read("t", 3, 1), 3);
        // The first state's preceding six hours lie in the day before.
        Assert.All(file.Read("olr", 0, 1), v => Assert.Equal(230, v, 0.011));
        Assert.All(file.Read("olr", 1, 1), v => Assert.Equal(231, v, 0.011));
        Assert.All(file.Read("t2m", 2, 1).Zip(file.Read("t", 2, 1).TakeLast(48)), pair => Assert.Equal(pair.Second, pair.First));
        Assert.Contains(_log, line => line.Contains("lowest level stands in", StringComparison.Ordinal));
    }

    [Fact]
    public void Small_blocks_give_the_same_bytes()
    {
        Run(Options(SourceFiles.NewLayout));
        var whole = File.ReadAllBytes(Path.Combine(_files["out"], "train_1995.nc"));
        Run(Options(SourceFiles.NewLayout) with { BlockValues = 1 });

        Assert.Equal(whole, File.ReadAllBytes(Path.Combine(_files["out"], "train_1995.nc")));
    }

    [Fact]
    public void Missing_precipitation_stays_missing_up_to_the_trainer()
    {
        Run(Options(_files.Legacy()));

        var path = Path.Combine(_files["out"], "train_1995.nc");
        using (var file = NatureRunFile.Open(path))
        {
            var amounts = file.Read("pr", 4, 1);
            // A quarter of the 9 mm of 1 January, in the columns of the eastern hemisphere.
            Assert.All(Enumerable.Range(0, 48), cell => Assert.True(
                cell % 8 is 1 or 2 or 3 ? Math.Abs(amounts[cell] - 2.25) < 0.006 : cell % 8 < 4 || float.IsNaN(amounts[cell]), $"cell {cell}: {amounts[cell]}"));
        }

        var cache = NatureRunCache.Load([path], null, _log.Add);
        var rain = 3 + 2;
        Assert.True(cache.IsKnown(rain, 2) && !cache.IsKnown(rain, 6) && cache.IsKnown(0, 6));
        Assert.False(cache.IsKnown(rain, cache.Grid.Horizontal.Interpolate(0, 290)));
        Assert.All(Enumerable.Range(0, 8), i => Assert.All(cache.State(i).ToArray(), v => Assert.True(Half.IsFinite(v))));
        Assert.Equal(0, (float)cache.State(5)[(rain * 48) + 6]);
        Assert.All(cache.Scaling.Deviations(rain).ToArray(), d => Assert.True(d > 0));
        Assert.Contains(_log, line => line.StartsWith("channel 5:", StringComparison.Ordinal));
    }

    [Fact]
    public void Gaps_are_left_out_and_told_as_runs()
    {
        var options = Options(_files.Legacy(missingStep: 6)) with { OutgoingLongwave = [_files.Longwave("olr.nc", "W/m^2", 1, 2)] };

        Assert.Equal(6, Run(options));

        Assert.Contains(_log, l => l == "gap 1995-01-01T00Z to 1995-01-01T00Z: 1 steps without outgoing longwave radiation");
        Assert.Contains(_log, l => l == "gap 1995-01-02T12Z to 1995-01-02T12Z: 1 steps without temperature everywhere");
        using var file = NatureRunFile.Open(Path.Combine(_files["out"], "train_1995.nc"));
        Assert.Equal([6, 12, 18, 24, 30, 42], file.Times.Select(t => (t - SourceFiles.Start).TotalHours));
    }

    [Fact]
    public void Daily_states_are_means_of_their_day()
    {
        Assert.Equal(2, Run(Options(_files.Legacy()) with { Daily = true, NearSurfaceTemperature = [_files.NearSurface()] }));

        using var file = NatureRunFile.Open(Path.Combine(_files["out"], "train_1995.nc"));
        Assert.Equal([12, 36], file.Times.Select(t => (t - SourceFiles.Start).TotalHours));
        RequireTemperatures(file.Read("t", 1, 1), 5.5);
        Assert.All(file.Read("olr", 1, 1), v => Assert.Equal(232, v, 0.011));
        Assert.Equal(250 + 20 + (0.5 * 5.5), file.Read("t2m", 1, 1).Average(), 0.01);
        var cache = NatureRunCache.Load([Path.Combine(_files["out"], "train_1995.nc")], null, _log.Add);
        Assert.Equal(TimeSpan.FromDays(1), cache.Step);
        Assert.True(cache.IsContiguous(1, 2));
    }

    [Fact]
    public void Static_fields_from_geopotential_and_mask()
    {
        Run(Options(_files.Legacy()) with { Static = [_files.Static()] });

        var (orography, land) = StaticFile.Read(Path.Combine(_files["out"], "static.nc"), Target.Horizontal);
        Assert.All(orography, v => Assert.Equal(1000, v, 0.01));
        Assert.Equal((1f, 0f), (land[1], land[6]));
        Assert.Equal(3 * 48, StaticFields.Read(Path.Combine(_files["out"], "static.nc"), Target.Horizontal).Length);
    }

    [Fact]
    public void Mistakes_name_file_and_variable()
    {
        Refuses(Options(_files.Legacy()) with { Grid = Target with { PressureLevelsPa = [1000] } }, "legacy.nc", "'t'", "10 hPa", "250 to 850 hPa");
        Refuses(Options(_files.NearSurface()), "t2m.nc", "air temperature on pressure levels", "t2m");
        Refuses(Options(_files.Legacy()) with { OutgoingLongwave = [_files.Longwave("cloud.nc", "percent", 1)] }, "cloud.nc", "'olr'", "percent");
        Refuses(Options(_files.Legacy()) with { Static = [_files.NearSurface()] }, "t2m.nc", "orography");
        File.WriteAllText(_files["text.nc"], "no data");
        Refuses(Options(_files["text.nc"]), "text.nc");
    }

    public void Dispose() => _files.Dispose();

    private string Source(string layout) => layout == "new" ? SourceFiles.NewLayout : _files.Legacy(versions: layout != "legacy");

    private PrepareOptions Options(string temperature) => new()
    {
        Temperature = [temperature],
        OutgoingLongwave = [_files.Longwave("olr.nc", "W/m^2", 0, 1, 2)],
        Precipitation = [_files.Precipitation(0, 1, 2)],
        OutputFolder = _files["out"],
        Grid = Target,
    };

    private int Run(PrepareOptions options) => new DatasetPreparation(options, _log.Add).Run(CancellationToken.None);

    private void Refuses(PrepareOptions options, params string[] saying)
    {
        var exception = Assert.Throws<InvalidDataException>(() => Run(options));
        Assert.All(saying, word => Assert.Contains(word, exception.Message, StringComparison.Ordinal));
    }

    /// <summary>Against area means of the formula: exact in longitude and in sin(latitude) up to the source's 15-degree cells.</summary>
    private static void RequireTemperatures(float[] temperatures, double step)
    {
        for (var level = 0; level < 3; level++)
        {
            // The global mean is that of the formula: the regridding conserves it. 600 hPa lies between 500 and 850.
            var field = temperatures.AsSpan(level * 48, 48).ToArray();
            var mean = field.Select((v, cell) => v * Math.Cos((-75 + (30 * (cell / 8))) * Math.PI / 180)).Sum()
                / Enumerable.Range(0, 48).Sum(cell => Math.Cos((-75 + (30 * (cell / 8))) * Math.PI / 180));
            Assert.Equal(250 + (20 * Math.Log(Target.PressureLevelsPa[level] / 50000)) + (0.5 * step), mean, 0.02);
            for (var cell = 0; cell < 48; cell++)
            {
                var expected = SourceFiles.Temperature(Target.PressureLevelsPa[level] / 100, -75 + (30 * (cell / 8)), 45 * (cell % 8), 0) + (0.5 * step);
                Assert.Equal(expected, field[cell], 0.6);
            }
        }
    }
}
