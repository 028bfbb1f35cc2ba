using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Tests.Frames;

/// <summary>What ecCodes encodes here and now, in every code of CCSDS and on reduced grids of its samples.</summary>
public sealed class GribLiveTests
{
    private const string Flux = "set discipline=0;set parameterCategory=5;set parameterNumber=4;set typeOfFirstFixedSurface=8;"
        + "set scaleFactorOfFirstFixedSurface=missing();set scaledValueOfFirstFixedSurface=missing();";

    private const int Points = 84;

    private static string Simple => Path.Combine(AppContext.BaseDirectory, "Frames", "Grib", "simple.grib2");

    // But for intervals that begin at a byte: of those the library beneath ecCodes 2.28 writes some, of a few blocks each, that it cannot read.
    [Fact]
    public void Every_code_is_read_as_ecCodes_reads_it()
    {
        var random = new Random(11);
        var codes = Codes([(1, 14), (2, 30), (3, 14), (4, 30), (8, 14), (9, 6), (12, 14), (16, 6), (17, 14), (23, 14), (24, 6), (31, 14)])
            .Select(code => (code, Values(random))).ToArray();

        Read(Rules(codes), Simple, (made, file) =>
        {
            var messages = Decoded(made);
            Assert.Equal((codes.Length, codes.Length), (messages.Length, file.Flux.Count));
            for (var step = 0; step < codes.Length; step++)
            {
                Same(messages[step].Select(point => point[2]), file.Flux.Read(step).Values, 3e-5);
            }
        });
    }

    [Theory]
    [InlineData(32)]
    [InlineData(48)]
    [InlineData(80)]
    public void Reduced_grids_of_its_samples_are_read(int parallels) =>
        Read(Flux + "write;", Path.Combine(Samples(), $"reduced_gg_pl_{parallels}_grib2.tmpl"), (made, file) =>
        {
            var points = Assert.Single(Decoded(made));
            var (grid, values) = file.Flux.Read(0);
            var lengths = grid.Reduced!.Lengths;

            Same(points.Select(point => point[0]), lengths.SelectMany((length, row) => Enumerable.Repeat(grid.Latitudes[row], length)), 6e-4);
            Same(points.Select(point => point[1]), lengths.SelectMany(length => Enumerable.Range(0, length).Select(i => 360.0 * i / length)), 6e-4);
            Same(points.Select(point => point[2]), values, 3e-5);
        });

    private static IEnumerable<(int Size, int Interval, int Bits, int Flags)> Codes((int Bits, int Flags)[] kinds) =>
        from size in new[] { 8, 16, 32, 64 }
        from interval in new[] { 1, 5, 128, 4096 }
        from kind in kinds
        select (size, interval, kind.Bits, kind.Flags);

    // Flat but for some, the least and the greatest first.
    private static double[] Values(Random random)
    {
        var spread = 20 * random.Next(3);
        return [200, 300, .. Enumerable.Range(2, Points - 2).Select(_ => 250 + (random.Next(3) == 0 ? Math.Round(spread * random.NextDouble(), 3) : 0))];
    }

    private static string Rules(((int Size, int Interval, int Bits, int Flags) Code, double[] Values)[] codes)
    {
        var rules = new StringBuilder("set packingType=\"grid_ccsds\";");
        foreach (var (code, values) in codes)
        {
            rules.Append(CultureInfo.InvariantCulture, $"set ccsdsFlags={code.Flags};set ccsdsBlockSize={code.Size};set ccsdsRsi={code.Interval};set bitsPerValue={code.Bits};");
            rules.Append("set values={").AppendJoin(',', values.Select(value => value.ToString("F3", CultureInfo.InvariantCulture))).Append("};write;\n");
        }

        return rules.ToString();
    }

    private static void Same(IEnumerable<double> expected, IEnumerable<float> actual, double within) => Same(expected, actual.Select(value => (double)value), within);

    private static void Same(IEnumerable<double> expected, IEnumerable<double> actual, double within) =>
        Assert.Equal(expected, actual, (one, other) => Math.Abs(one - other) <= within);

    private static void Read(string rules, string source, Action<string, GribGridFile> check)
    {
        Samples();
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var (filter, made) = (Path.Combine(folder.FullName, "rules"), Path.Combine(folder.FullName, "made.grib2"));
            File.WriteAllText(filter, rules);
            // It may have been built without compression.
            Assert.SkipUnless(Run("grib_filter", "-o", made, filter, source) is not null, "This ecCodes does not write such files.");
            using var file = new GribGridFile(File.OpenRead(made), 1_000_000);
            check(made, file);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static double[][][] Decoded(string path) =>
        [.. Run("grib_get_data", path)!.Split("Latitude", StringSplitOptions.RemoveEmptyEntries).Select(message => message.Split('\n', StringSplitOptions.RemoveEmptyEntries)[1..]
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(part => double.Parse(part, CultureInfo.InvariantCulture)).ToArray()).ToArray())];

    private static string Samples()
    {
        string? folder = null;
        try
        {
            folder = Run("codes_info", "-s")?.Trim();
        }
        catch (Win32Exception)
        {
            // Not installed.
        }

        Assert.SkipUnless(Directory.Exists(folder), "ecCodes is not there.");
        return folder!;
    }

    private static string? Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : null;
    }
}
