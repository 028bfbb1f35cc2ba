using System.Globalization;
using Slams.Cli.Decoding;
using Slams.Core.Observations;
using Slams.EndToEnd.Tests.Support;
using Slams.Formats.Frames;
using Slams.Formats.Models;
using Slams.Formats.NetCdf;
using Slams.Formats.Tests.Frames.Swaths;

namespace Slams.EndToEnd.Tests.Decoding;

public sealed class DecodeFramesTests
{
    private const string Header = "time,platform,variable,units,valid_fraction,min,mean,max,flag,reason";

    [Fact]
    public async Task A_frame_is_a_line_of_numbers()
    {
        using var folder = new ScratchFolder();
        // The northern hemisphere is 200 in its western half and 300 in its eastern, the southern was not seen.
        WriteFrame(folder["half.nc"], (latitude, longitude) => latitude < 0 ? float.NaN : longitude < 180 ? 300 : 200);
        WriteFrame(folder["none.nc"], (_, _) => float.NaN);

        var decoded = await Decoded.OfAsync(folder.FullName);

        Assert.Equal(0, decoded.ExitCode);
        Assert.Equal((3, Header), (decoded.Lines.Length, decoded.Lines[0]));
        var half = decoded.Lines[1].Split(',');
        Assert.Equal(["1987-01-12T06:00:00Z", "\"GEO 1\"", "toa_outgoing_longwave_flux", "\"W m-2\""], half[..4]);
        var numbers = half[4..8].Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(0.5, numbers[0], 0.001);
        Assert.Equal([200, 250, 300], numbers[1..]);
        Assert.Equal("1987-01-12T06:00:00Z,\"GEO 1\",toa_outgoing_longwave_flux,\"W m-2\",0,,,,Missing,\"No pixel of the frame is valid.\"", decoded.Lines[2]);
    }

    [Fact]
    public async Task Frames_on_the_model_grid_are_files_that_read_back_the_same()
    {
        using var folder = new ScratchFolder();
        WriteFrame(folder["half.nc"], (latitude, _) => latitude < 0 ? float.NaN : 240 + (float)latitude);

        await Decoded.OfAsync(new DecodePlan { Paths = [folder["half.nc"]], Model = Repository.Model, Output = folder["out"] });

        var path = Assert.Single(Directory.GetFiles(folder["out"]));
        Assert.Equal("half_19870112T060000Z.nc", Path.GetFileName(path));
        var (before, after) = (await ReadAsync(folder["half.nc"]), await ReadAsync(path));
        Assert.Equal((before.Time, before.Platform), (after.Time, after.Platform));
        for (var cell = 0; cell < before.Values.Length; cell++)
        {
            Assert.Equal(before.Values[cell], after.Values[cell], 1e-3f);
        }
    }

    [Fact]
    public async Task Frames_of_one_name_and_time_do_not_replace_each_other()
    {
        using var folder = new ScratchFolder();
        var (a, b) = (Path.Combine(folder.Folder("a"), "f.nc"), Path.Combine(folder.Folder("b"), "f.nc"));
        WriteFrame(a, (_, _) => 200);
        WriteFrame(b, (_, _) => 300);

        await Decoded.OfAsync(new DecodePlan { Paths = [a, b], Model = Repository.Model, Output = folder["out"] });

        Assert.Equal(200, (await ReadAsync(folder["out/f_19870112T060000Z.nc"])).Values[0], 1e-3f);
        Assert.Equal(300, (await ReadAsync(folder["out/f_19870112T060000Z-2.nc"])).Values[0], 1e-3f);
    }

    [Fact]
    public async Task A_swath_is_a_line_for_each_half_hour_and_files_with_what_is_known_of_its_cells()
    {
        using var folder = new ScratchFolder();
        // A line a second: 61 of them until half past, with what is of half past itself.
        var swath = new SwathSample
        {
            Lines = 160,
            Seconds = (line, _) => 1800 - 60 + line,
            Field = (_, _) => 260,
            More = writer => writer.AddVariable("cloud", ["line", "pixel"], NetCdfData.Of(Enumerable.Repeat(0.25f, 160 * 120).ToArray()), NetCdfAttribute.OfText("standard_name", "cloud_area_fraction")),
        };
        await File.WriteAllBytesAsync(folder["orbit.nc"], swath.Classic(), TestContext.Current.CancellationToken);

        var decoded = await Decoded.OfAsync(new DecodePlan { Paths = [folder["orbit.nc"]], Model = Repository.Model, Output = folder["out"] });

        Assert.Equal((0, 3, Header), (decoded.ExitCode, decoded.Lines.Length, decoded.Lines[0]));
        Assert.Equal(["2020-03-01T00:29:30Z", "2020-03-01T00:30:50Z"], decoded.Lines[1..].Select(line => line[..20]));
        Assert.All(decoded.Lines[1..], line => Assert.Matches("^[^,]+,LEO-4,toa_outgoing_longwave_flux,\"W m-2\",0\\.0[0-9]+,260,260,260,Assimilated,$", line));
        using var written = NetCdfFile.Open(folder["out/orbit_20200301T002930Z.nc"]);
        var clear = written.ReadFloats(written.Require("clear_fraction"));
        var count = written.ReadInts(written.Require("pixel_count"));
        Assert.Equal(61 * 120, count.Sum());
        Assert.All(clear.Zip(count), cell => Assert.Equal(cell.Second > 0 ? 0.75f : 9.96921e36f, cell.First));
    }

    [Fact]
    public async Task Stations_and_fields_are_not_mixed()
    {
        using var folder = new ScratchFolder();
        WriteFrame(folder["a.nc"], (_, _) => 200);
        await File.WriteAllTextAsync(folder["notes.txt"], "of no format", TestContext.Current.CancellationToken);
        var withNotes = await Decoded.OfAsync(folder.FullName);
        Assert.Equal((1, 2), (withNotes.ExitCode, withNotes.Lines.Length));

        await File.WriteAllTextAsync(folder["b.csv"], "station_id,time,latitude,longitude,elevation_m,air_temperature_K,precipitation_6h_mm\n", TestContext.Current.CancellationToken);
        var mixed = await Assert.ThrowsAsync<ArgumentException>(() => Decoded.OfAsync(folder.FullName));
        Assert.Contains("'b.csv' holds stations and 'a.nc' fields", mixed.Message, StringComparison.Ordinal);

        var stations = new DecodePlan { Paths = [folder["b.csv"]], Model = Repository.Model, Output = folder["out"] };
        Assert.Contains("slams convert", (await Assert.ThrowsAsync<ArgumentException>(() => Decoded.OfAsync(stations))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_real_file_is_decoded_or_said_to_be_unreadable()
    {
        foreach (var folder in Directory.GetDirectories(Repository.Shared("real")).SelectMany(folder => Directory.GetDirectories(folder).Append(folder)))
        {
            foreach (var file in Directory.GetFiles(folder).Order(StringComparer.Ordinal).Take(4))
            {
                var decoded = await Decoded.OfAsync(file);
                Assert.True(decoded.Lines.Length > 1 || decoded.Messages.StartsWith("unreadable: ", StringComparison.Ordinal), $"{file} gave nothing.");
                Assert.Equal(decoded.Messages.StartsWith("unreadable: ", StringComparison.Ordinal) ? 1 : 0, decoded.ExitCode);
            }
        }
    }

    private static void WriteFrame(string path, Func<double, double, float> value)
    {
        double[] latitudes = [.. Enumerable.Range(0, 36).Select(row => -87.5 + (row * 5))], longitudes = [.. Enumerable.Range(0, 72).Select(column => 2.5 + (column * 5))];
        float[] values = [.. latitudes.SelectMany(latitude => longitudes.Select(longitude => value(latitude, longitude)))];
        using var stream = File.Create(path);
        FrameFileWriter.Write(stream, "GEO 1", new DateTimeOffset(1987, 1, 12, 6, 0, 0, TimeSpan.Zero), latitudes, longitudes, values);
    }

    private static async Task<SatelliteFrame> ReadAsync(string path)
    {
        var grid = ModelClimatologyFile.Read(Path.Combine(Repository.Model, ModelClimatologyFile.FileName)).Grid.Horizontal;
        var items = await new FrameFiles(grid, new FrameReadOptions()).ReadFileAsync(path, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        return Assert.Single(items).Frame!;
    }
}
