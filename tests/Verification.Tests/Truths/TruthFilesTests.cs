using Slams.Verification.Truths;

namespace Slams.Verification.Tests.Truths;

public sealed class TruthFilesTests
{
    [Fact]
    public void Packed_truth_reads_back_within_half_a_step_of_its_packing()
    {
        using var scratch = new ScratchFolder();
        using var truth = new AnalyticTruth(6);
        PackedTruthFile.Write(scratch.File("truth.nc.gz"), truth, [1, 2, 5], "A test");
        using var read = TruthFiles.Open(scratch.File("truth.nc.gz"));
        Assert.Equal([truth.Times[1], truth.Times[2], truth.Times[5]], read.Times);
        Assert.Equal(truth.Grid.PressureLevelsPa, read.Grid.PressureLevelsPa);
        Assert.Equal(truth.Grid.Horizontal.LatitudesDegrees, read.Grid.Horizontal.LatitudesDegrees);
        Assert.Equal(2, read.IndexOf(truth.Times[5]));
        Assert.Equal(-1, read.IndexOf(truth.Times[0]));
        var (expected, actual) = (truth.TemperatureK(5), read.TemperatureK(2));
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 0.0501);
        }
    }

    [Theory]
    [InlineData("nothing.nc", "")]
    [InlineData("text.nc", "hello, this is no netCDF file at all")]
    [InlineData("cut.nc", "CDF\u0002\0\0")]
    public void Other_files_are_refused(string name, string content)
    {
        using var scratch = new ScratchFolder();
        File.WriteAllText(scratch.File(name), content);
        Assert.Throws<InvalidDataException>(() => TruthFiles.Open(scratch.File(name)));
    }

    [Fact]
    public void Nature_run_is_read_state_by_state_as_in_the_file()
    {
        var path = SharedFiles.Require("nature-run", "validation_1987.nc");
        using var truth = Assert.IsType<NatureRunTruth>(TruthFiles.Open(path));
        Assert.Equal(320, truth.Times.Count);
        Assert.Equal(new DateTimeOffset(1987, 1, 11, 0, 0, 0, TimeSpan.Zero), truth.Times[0]);
        Assert.Equal(8, truth.Grid.PressureLevelsPa.Count);
        // 30 and 925 hPa as the notes give them: 208 and 285 K on average.
        var cells = truth.Grid.Horizontal.CellCount;
        var temperature = truth.TemperatureK(81);
        Assert.InRange(Slams.Verification.Scores.FieldScores.Mean(truth.Grid.Horizontal, temperature.AsSpan(0, cells)), 206, 211);
        Assert.InRange(Slams.Verification.Scores.FieldScores.Mean(truth.Grid.Horizontal, temperature.AsSpan(7 * cells, cells)), 282, 287);
        Assert.InRange(truth.NearSurfaceTemperatureK(319).Max(), 295, 312);
        Assert.InRange(truth.OutgoingLongwaveFlux(7).Average(), 200, 240);
        Assert.Equal(0, truth.Precipitation6hMm(8).Min());
        Assert.Throws<ArgumentOutOfRangeException>(() => truth.TemperatureK(320));
    }
}
