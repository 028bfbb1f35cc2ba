using Slams.Core.Observations;
using Slams.EndToEnd.Tests.Support;
using Slams.Formats.Frames;
using Slams.Formats.Models;
using Slams.Hosting.Ingest;
using Slams.Ingest.Satellite;

namespace Slams.Workers.Tests.Ingest;

public sealed class SatelliteSourceTests
{
    [Fact]
    public async Task Frames_of_a_platform_of_the_list_are_passive()
    {
        var active = await FlagAsync();
        Assert.Equal(QualityFlag.Assimilated, active.Flag);

        Assert.Equal(("passive by its platform's name", QualityFlag.Passive), await ReasonAsync(active.Platform));
        Assert.Equal(("passive by its platform's name", QualityFlag.Passive), await ReasonAsync(active.Platform[..2] + "*"));
        Assert.Equal(("", QualityFlag.Assimilated), await ReasonAsync("another"));
    }

    [Theory]
    [InlineData("cf-netcdf", "samples", "demo", "frames", "olr_19870112T0000Z.nc")]
    [InlineData("grib", "tests", "Formats.Tests", "Frames", "Grib", "simple.grib2")]
    [InlineData("cf-netcdf", "tests", "Fuzz", "seeds", "frames-swath", "netcdf4.seed")]
    [InlineData("abi", "tests", "Fuzz", "seeds", "frames-abi", "l1b.seed")]
    public async Task Frames_say_of_which_format_their_file_is(string format, params string[] path)
    {
        var climatology = ModelClimatologyFile.Read(Path.Combine(Repository.Root, "models", "slams-t30", ModelClimatologyFile.FileName));
        var options = new IngestOptions();
        options.Paths.Add(Path.Combine([Repository.Root, .. path]));
        var source = new SatelliteSource("frames", 1, options, new FrameFiles(climatology.Grid.Horizontal, new FrameReadOptions()), TimeProvider.System);

        var items = await source.ReadAsync([], TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.NotEmpty(items);
        Assert.All(items, item => Assert.Equal((format, null), (item.Format, item.Unreadable)));
    }

    private static async Task<(string Reason, QualityFlag Flag)> ReasonAsync(string passive) => await FlagAsync(passive) is var frame ? (frame.FlagReason, frame.Flag) : default;

    private static async Task<SatelliteFrame> FlagAsync(params string[] passive)
    {
        var climatology = ModelClimatologyFile.Read(Path.Combine(Repository.Root, "models", "slams-t30", ModelClimatologyFile.FileName));
        var options = new IngestOptions();
        options.Paths.Add(Path.Combine(Repository.Root, "samples", "demo", "frames", "olr_19870112T0000Z.nc"));
        options.Passive.AddRange(passive);
        var reader = new SatelliteFileReader(options, new FrameFiles(climatology.Grid.Horizontal, new FrameReadOptions()));
        await foreach (var file in InputFiles.EnumerateAsync(options.Paths, watch: false, followLinks: false, TimeProvider.System, TestContext.Current.CancellationToken))
        {
            await foreach (var item in reader.ReadAsync(file, TestContext.Current.CancellationToken))
            {
                return item.Frame!;
            }
        }

        throw new FileNotFoundException("The sample has no frame.");
    }
}
