using System.IO.Compression;
using System.Text;
using Slams.Benchmarks.Reports;
using Slams.Formats.Frames;
using Slams.Formats.Tests.Frames.Abi;

namespace Slams.Benchmarks.FormatRates;

/// <summary>
/// Content of every format: made, of the repository, and of the real files beside it where they are there. What is read from a path goes
/// into a folder.
/// </summary>
internal sealed class FormatCases(string folder, TextWriter output)
{
    // ecCodes takes a second or two for a megabyte.
    private const int MaximumBufrBytes = 300_000;

    private readonly NetCdfLibrary? _netCdf = NetCdfLibrary.TryLoad();
    private readonly List<Figure> _leftOut = [];
    private readonly EcCodes? _ecCodes = EcCodes.TryLoad();

    /// <summary>What was left out of the cases that have been gone through, and why.</summary>
    public IReadOnlyList<Figure> LeftOut => _leftOut;

    /// <summary>Formats whose content is made, or comes with the repository.</summary>
    /// <param name="readings">About how many readings of each.</param>
    public IEnumerable<FormatCase> Made(int readings)
    {
        yield return Text("csv", StationTexts.Csv(readings));
        yield return Text("metar", StationTexts.Metar(readings));
        yield return Text("synop", StationTexts.Synop(readings));
        yield return Text("isd", StationTexts.Isd(readings));
        yield return Text("isd-lite", StationTexts.IsdLite(readings), "725300-94846-2020");
        yield return Text("global-hourly", StationTexts.GlobalHourly(readings));
        yield return Text("ghcnh", StationTexts.Ghcnh(readings));
        yield return Text("ndbc", StationTexts.Ndbc(readings), "46026.txt");
        yield return Text("wis2-geojson", StationTexts.Wis2((readings + 3) / 4));
        yield return NetCdf("madis", SurfaceNetCdf.Madis(readings));
        yield return NetCdf("sao", SurfaceNetCdf.Sao(readings));
        yield return Soundings("igra", Encoding.ASCII.GetBytes(SoundingTexts.Igra((readings + 35) / 36)));
        yield return Soundings("temp", Encoding.ASCII.GetBytes(SoundingTexts.Temp((readings + 26) / 27)));
        var messages = Path.Combine(Samples.Root, "tests", "Formats.Tests", "Bufr", "Messages");
        string[] surface = ["land", "ship", "compressed", "correction"];
        foreach (var item in Bufr("bufr", Repeat([.. surface.SelectMany(name => File.ReadAllBytes(Path.Combine(messages, name + ".bufr")))], 1 + (readings / 20)), stations: true))
        {
            yield return item;
        }

        foreach (var item in Bufr("bufr soundings", Repeat(File.ReadAllBytes(Path.Combine(messages, "sounding.bufr")), 1 + (readings / 40)), stations: false))
        {
            yield return item;
        }

        yield return CfFrame(Math.Clamp(readings / 40, 48, 720));
    }

    /// <summary>A small image of ABI, which takes longer to make than to read.</summary>
    public FormatCase Image() => Frame("abi, small", new AbiSample().Bytes(), AbiSample.Size * AbiSample.Size);

    /// <summary>Real files beside the repository; says which are not there.</summary>
    public IEnumerable<FormatCase> Real()
    {
        foreach (var (name, path) in new[]
        {
            ("isd", "isd/725300-2014.gz"), ("isd-lite", "isd-lite/071470-99999-2014.gz"), ("metar", "metar/2020100106_metars.csv.gz"),
        })
        {
            if (Content(path) is { } content)
            {
                yield return Stations(name + ", real", content, Path.GetFileName(path), LineScan.Of(content));
            }
        }

        if (Content("sao/95031800_sao.cdf") is { } sao)
        {
            yield return NetCdf("sao, real", sao);
        }

        if (Content("bufr/perf_synop.bufr.gz") is { } synop)
        {
            foreach (var item in Bufr("bufr, real", synop, stations: true))
            {
                yield return item;
            }
        }

        if (Content("bufr/temp.bufr") is { } temp)
        {
            foreach (var item in Bufr("bufr soundings, real", temp, stations: false))
            {
                yield return item;
            }
        }

        if (Content("goes/OR_ABI-L1b-RadC-M3C08_G16_s20171921817189_e20171921819562_c20171921820002.nc") is { } abi)
        {
            const long rows = 1500, columns = 2500;
            yield return Frame("abi, real", abi, rows * columns);
        }
    }

    private static byte[] Repeat(byte[] content, int times) => [.. Enumerable.Repeat(content, times).SelectMany(bytes => bytes)];

    private static FormatCase Text(string name, string text, string source = "made")
    {
        var content = Encoding.UTF8.GetBytes(text);
        return Stations(name, content, source, LineScan.Of(content));
    }

    private static FormatCase Stations(string name, byte[] content, string source, OtherDecoder? beside) => new()
    {
        Name = name,
        Bytes = content.Length,
        Read = () => ProductReaders.StationsAsync(content, source),
        Beside = beside,
    };

    private FormatCase NetCdf(string name, byte[] content) => Stations(name, content, "made.nc", _netCdf?.Reading(Keep(name, content)));

    private FormatCase Soundings(string name, byte[] content, OtherDecoder? beside = null)
    {
        var path = Keep(name, content);
        return new FormatCase
        {
            Name = name,
            Unit = "levels",
            Bytes = content.Length,
            Read = () => ProductReaders.SoundingsAsync(path),
            Beside = beside ?? LineScan.Of(content),
        };
    }

    private IEnumerable<FormatCase> Bufr(string name, byte[] content, bool stations)
    {
        if (_ecCodes is null)
        {
            output.WriteLine($"  {name}: left out, ecCodes is not installed");
            _leftOut.Add(Figure.Without(name, "1/s", "ecCodes is not installed"));
            yield break;
        }

        content = EcCodes.Leading(content, MaximumBufrBytes);
        var beside = _ecCodes.Unpacking(content);
        yield return stations ? Stations(name, content, name, beside) : Soundings(name, content, beside);
    }

    private FormatCase CfFrame(int rows)
    {
        var columns = 2 * rows;
        var stream = new MemoryStream();
        FrameFileWriter.Write(
            stream, "made", new DateTimeOffset(2020, 10, 1, 12, 0, 0, TimeSpan.Zero),
            [.. Enumerable.Range(0, rows).Select(row => -90 + ((row + 0.5) * 180 / rows))], [.. Enumerable.Range(0, columns).Select(column => (column + 0.5) * 360 / columns)],
            [.. Enumerable.Range(0, rows * columns).Select(i => 150f + (i % 1500 * 0.1f))], new FramePacking(0.01, 300));
        return Frame("cf frame", stream.ToArray(), rows * columns);
    }

    private FormatCase Frame(string name, byte[] content, long pixels) => new()
    {
        Name = name,
        Unit = "pixels",
        Bytes = content.Length,
        Read = ProductReaders.Frames(content, pixels),
        Beside = _netCdf?.Reading(Keep(name, content)),
    };

    private string Keep(string name, byte[] content)
    {
        var path = Path.Combine(folder, name.Replace(' ', '-'));
        File.WriteAllBytes(path, content);
        return path;
    }

    private byte[]? Content(string path)
    {
        if (Samples.Shared("real", path) is not { } found)
        {
            output.WriteLine($"  left out, as it is not beside the repository: real/{path}");
            _leftOut.Add(Figure.Without($"real/{path}", "1/s", "not beside the repository"));
            return null;
        }

        using var file = File.OpenRead(found);
        using var content = found.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }
}
