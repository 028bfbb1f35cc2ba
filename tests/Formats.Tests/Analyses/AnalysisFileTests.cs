using System.Globalization;
using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Formats.Analyses;
using Slams.Formats.Tests.Support;

namespace Slams.Formats.Tests.Analyses;

public sealed class AnalysisFileTests
{
    private static readonly LatLonGrid Grid = new(
        [.. Enumerable.Range(0, 48).Select(row => -87.2166 + (row * 3.711344))],
        [.. Enumerable.Range(0, 96).Select(column => column * 3.75)]);

    internal static Analysis Sample(int members = 0)
    {
        var grid = new StateGrid(Grid, [3000, 10000, 20000, 30000, 50000, 70000, 85000, 92500]);
        float[] Field(float start) => [.. Enumerable.Range(0, grid.ValueCount).Select(i => start + (0.001f * i))];
        return new Analysis
        {
            Cycle = CycleSchedule.SixHourly.CycleAt(new DateTimeOffset(1987, 1, 11, 6, 0, 0, TimeSpan.Zero)),
            Grid = grid,
            MeanK = Field(200),
            SpreadK = Field(0.5f),
            MembersK = [.. Enumerable.Range(0, members).Select(member => Field(199 + member))],
            Provenance = new AnalysisProvenance
            {
                RunId = "run-1",
                ModelId = "slams-test",
                ModelHash = new string('a', 64),
                ConfigurationHash = new string('b', 64),
                Seed = long.MinValue,
                Members = 16,
                Revision = 2,
                SoftwareVersion = "0.1.0",
                InputCounts = new SortedDictionary<string, long> { ["reading.Assimilated"] = 1103, ["frame.Assimilated"] = 1 },
                InputOffsets = new SortedDictionary<string, string> { ["slams.readings/0"] = "120-245" },
            },
        };
    }

    private static byte[] Bytes(Analysis analysis)
    {
        var stream = new MemoryStream();
        AnalysisFile.Write(stream, analysis);
        return stream.ToArray();
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void ComesBackAsItWas(int members)
    {
        var written = Sample(members);
        var read = AnalysisFile.Read(new MemoryStream(Bytes(written)));
        Assert.Equal(written.Cycle, read.Cycle);
        Assert.Equal(written.Grid.PressureLevelsPa, read.Grid.PressureLevelsPa);
        Assert.Equal(written.Grid.Horizontal.LatitudesDegrees, read.Grid.Horizontal.LatitudesDegrees);
        Assert.Equal(written.MeanK, read.MeanK);
        Assert.Equal(written.SpreadK, read.SpreadK);
        Assert.Equal(written.MembersK, read.MembersK);
        Assert.Equal(written.Provenance.InputCounts, read.Provenance.InputCounts);
        Assert.Equal(written.Provenance.InputOffsets, read.Provenance.InputOffsets);
        var noTables = new SortedDictionary<string, long>();
        var noOffsets = new SortedDictionary<string, string>();
        Assert.Equal(
            written.Provenance with { InputCounts = noTables, AddedCounts = noTables, InputOffsets = noOffsets },
            read.Provenance with { InputCounts = noTables, AddedCounts = noTables, InputOffsets = noOffsets });
    }

    [Fact]
    public void RevisionTellsWhatWasAdded()
    {
        var sample = Sample();
        var written = sample with
        {
            Provenance = sample.Provenance with { AddedCounts = new SortedDictionary<string, long> { ["reading.Assimilated"] = 7 } },
        };
        var read = AnalysisFile.Read(new MemoryStream(Bytes(written)));
        Assert.Equal(written.Provenance.AddedCounts, read.Provenance.AddedCounts);
        Assert.Equal(2, read.Provenance.Revision);
    }

    [Fact]
    public void FailedCycleIsMissingThroughoutAndTellsWhy()
    {
        var sample = Sample();
        var missing = Array.ConvertAll(sample.MeanK, _ => float.NaN);
        var bytes = Bytes(sample with { MeanK = missing, SpreadK = missing, Departures = [], Failure = "no memory" });
        var read = AnalysisFile.Read(new MemoryStream(bytes));
        Assert.Equal("no memory", read.Failure);
        Assert.All(read.MeanK.Concat(read.SpreadK), value => Assert.True(float.IsNaN(value)));
        // On disk it is the declared fill value, which every tool knows, rather than NaN.
        using var file = Slams.Formats.NetCdf.NetCdfFile.Open(new MemoryStream(bytes));
        Assert.All(file.ReadFloats(file.Require("air_temperature")), value => Assert.Equal(9.96921e36f, value));
    }

    [Fact]
    public void SameAnalysisSameBytes() => Assert.Equal(Bytes(Sample(2)), Bytes(Sample(2)));

    [Fact]
    public void NameAndFolder()
    {
        using var scratch = new ScratchFolder();
        var path = AnalysisFile.WriteToFolder(scratch.FullName, Sample());
        Assert.Equal("analysis_19870111T0600Z.nc", Path.GetFileName(path));
        Assert.Equal(["analysis_19870111T0600Z.nc"], Directory.GetFiles(scratch.FullName).Select(Path.GetFileName));
        Assert.Equal(Bytes(Sample()), File.ReadAllBytes(path));
    }

    [Fact]
    public void CutFilesAreRefused()
    {
        var bytes = Bytes(Sample());
        Assert.Throws<InvalidDataException>(() => AnalysisFile.Read(new MemoryStream(bytes[..^1])));
        Assert.Throws<InvalidDataException>(() => AnalysisFile.Read(new MemoryStream(bytes[..500])));
    }

    [Fact]
    public void HeaderAsNcdumpSeesIt()
    {
        using var scratch = new ScratchFolder();
        var path = scratch["analysis_19870111T0600Z.nc"];
        File.WriteAllBytes(path, Bytes(Sample(2)));
        var header = OutsideTool.Run("ncdump", "-h", path);
        var golden = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Analyses", "analysis-header.cdl"));
        Assert.Equal(golden, header);
    }

    [Fact]
    public void ValuesAsNcdumpSeesThem()
    {
        using var scratch = new ScratchFolder();
        File.WriteAllBytes(scratch["a.nc"], Bytes(Sample()));
        var dump = OutsideTool.Run("ncdump", "-t", "-v", "time,plev,lat_bnds,lon_bnds", scratch["a.nc"]);
        Assert.Contains("time = \"1987-01-11 06\"", dump, StringComparison.Ordinal);
        Assert.Contains("plev = 3000, 10000, 20000, 30000, 50000, 70000, 85000, 92500 ;", dump, StringComparison.Ordinal);
        Assert.Contains("  -90, -85.3", dump, StringComparison.Ordinal);
        Assert.Contains("  -1.875, 1.875,", dump, StringComparison.Ordinal);
    }

    [Fact]
    public void AsCdoSeesIt()
    {
        using var scratch = new ScratchFolder();
        File.WriteAllBytes(scratch["a.nc"], Bytes(Sample()));
        var info = OutsideTool.Run("cdo", "-s", "sinfo", scratch["a.nc"]);
        Assert.Contains("lonlat", info, StringComparison.Ordinal);
        Assert.Contains("points=4608 (96x48)", info, StringComparison.Ordinal);
        Assert.Contains("lon : 0 to 356.25 by 3.75 degrees_east  circular", info, StringComparison.Ordinal);
        Assert.Contains("pressure", info, StringComparison.Ordinal);
        Assert.Contains("levels=8", info, StringComparison.Ordinal);
        Assert.Contains("1987-01-11 06:00:00", info, StringComparison.Ordinal);
        var first = OutsideTool.Run("cdo", "-s", "outputf,%.3f",
            "-selindexbox,1,2,1,1", "-sellevel,3000", "-selname,air_temperature", scratch["a.nc"]);
        var values = first.Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries)
            .Select(t => double.Parse(t, CultureInfo.InvariantCulture));
        Assert.Equal([200, 200.001], values);
    }

    [Fact]
    public void AsPythonSeesIt()
    {
        var python = OutsideTool.PythonWith("netCDF4");
        using var scratch = new ScratchFolder();
        File.WriteAllBytes(scratch["a.nc"], Bytes(Sample(2)));
        const string script = "import netCDF4,sys; d=netCDF4.Dataset(sys.argv[1]); v=d['air_temperature']; "
            + "print(v.shape, round(float(v[0,0,1]),3), v.units, d['air_temperature_members'].shape, d.seed)";
        Assert.Equal(
            "(8, 48, 96) 200.001 K (2, 8, 48, 96) -9223372036854775808",
            OutsideTool.Run(python, "-c", script, scratch["a.nc"]).Trim());
    }
}
