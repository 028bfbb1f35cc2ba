using System.IO.Compression;
using System.Text;
using Slams.EndToEnd.Tests.Support;
using Slams.Formats.Tests.Frames;

namespace Slams.EndToEnd.Tests.Replay;

public sealed class BadInputTests
{
    private const long BombBytes = 512L << 20;
    private const string Header = "station_id,time,latitude,longitude,elevation_m,air_temperature_K,precipitation_6h_mm\n";

    [Fact]
    public async Task Broken_lines_a_truncated_netcdf_and_bombs_become_dead_letters_and_the_rest_is_analysed()
    {
        using var folder = new ScratchFolder();
        var stations = folder.Folder("stations");
        await WriteBombAsync(Path.Combine(stations, "bomb.csv.gz"));
        await File.WriteAllTextAsync(Path.Combine(stations, "lines.csv"), Header
            + "A,1987-01-12T05:00Z,50,10,100,270,0\n"
            + "B,1987-01-12T05:10Z,not a number,10,100,270,0\n"
            + "C,1987-01-12T05:20Z,51\n"
            + "D,1987-01-12T05:30Z,52,11,100,271,\n"
            + "E,1987-01-12T05:40Z,52,999,100,271,\n", TestContext.Current.CancellationToken);
        var frames = folder.Folder("frames");
        foreach (var file in Directory.EnumerateFiles(Repository.DemoFrames, "olr_19870112T0*.nc").Order(StringComparer.Ordinal).Take(2))
        {
            var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
            var whole = file.EndsWith("T0600Z.nc", StringComparison.Ordinal);
            await File.WriteAllBytesAsync(
                Path.Combine(frames, Path.GetFileName(file)), whole ? bytes : bytes[..(bytes.Length / 2)], TestContext.Current.CancellationToken);
        }

        await File.WriteAllBytesAsync(Path.Combine(frames, "olr_19870112T0300Z.nc"), HostileHdf5.Bytes(HostileHdf5.GreatChunk), TestContext.Current.CancellationToken);

        // Room enough for the work, and not for a bomb.
        var room = new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = FormattableString.Invariant($"{BombBytes:X}") };
        var ended = (await Worker.RunAsync(
            folder, room, "replay", "--stations", stations, "--frames", frames, "--out", folder["out"], "--members", "2")).Well();

        Assert.Equal(["analysis_19870112T0600Z.nc"], Analyses.Names(folder["out"]));
        var counts = Counts.OfStations(ended).AddUp();
        Assert.Equal((6, 2, 1, 3), (counts.Read, counts.Used, counts.Flagged, counts.DeadLettered));
        Assert.Contains("olr_19870112T0000Z.nc", ended.Text, StringComparison.Ordinal);
        Assert.Contains("olr_19870112T0300Z.nc", ended.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_folder_is_named()
    {
        using var folder = new ScratchFolder();

        (await Worker.RunAsync(folder, "replay", "--stations", folder.Folder("empty"), "--out", folder["out"])).Badly("no observation");
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_named()
    {
        using var folder = new ScratchFolder();

        (await Worker.RunAsync(folder, "replay", "--stations", folder["nowhere"], "--out", folder["out"])).Badly("nowhere");
    }

    [Fact]
    public async Task An_unknown_log_is_refused_with_the_forms_there_are()
    {
        using var folder = new ScratchFolder();

        (await Worker.RunAsync(
            folder, "replay", "--stations", Repository.DemoStations, "--out", folder["out"], "--log", "redis:x")).Badly("sqlite:FILE");
    }

    [Fact]
    public async Task An_unknown_format_is_refused_with_those_there_are()
    {
        using var folder = new ScratchFolder();

        (await Worker.RunAsync(
            folder, "replay", "--stations", Repository.DemoStations, "--out", folder["out"], "--format", "grib")).Badly("isd-lite");
    }

    /// <summary>A table whose first line never ends, of less than a thousandth of its size.</summary>
    private static async Task WriteBombAsync(string path)
    {
        await using var zip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        await zip.WriteAsync(Encoding.UTF8.GetBytes(Header), TestContext.Current.CancellationToken);
        var zeros = new byte[1 << 20];
        for (var written = 0L; written < BombBytes; written += zeros.Length)
        {
            await zip.WriteAsync(zeros, TestContext.Current.CancellationToken);
        }
    }
}
