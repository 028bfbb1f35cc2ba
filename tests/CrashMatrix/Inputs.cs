using System.Globalization;
using System.IO.Compression;

namespace Slams.CrashMatrix;

/// <summary>
/// A day of the bundled sample, made small and made awkward: a quarter of its stations, a few lines that cannot be read,
/// copies, stragglers that make a revision of the first cycle, and others that come too late even for that.
/// </summary>
public sealed class Inputs
{
    /// <summary>Cycles that the observations reach.</summary>
    public const int Cycles = 5;

    private const string Torn = "0-20000-0-99999,1987-01-12T0";
    private static readonly DateTimeOffset FirstCycle = new(1987, 1, 12, 0, 0, 0, TimeSpan.Zero);

    private Inputs(string folder) => (Stations, Frames) = (Path.Combine(folder, "stations"), Path.Combine(folder, "frames"));

    /// <summary>Folder of the station files.</summary>
    public string Stations { get; }

    /// <summary>Folder of the satellite frames.</summary>
    public string Frames { get; }

    /// <summary>Writes them into a folder.</summary>
    public static Inputs Write(string folder)
    {
        var inputs = new Inputs(folder);
        Directory.CreateDirectory(inputs.Stations);
        Directory.CreateDirectory(inputs.Frames);
        var sample = Path.Combine(Built.Root, "samples", "demo");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(sample, "frames")).Order(StringComparer.Ordinal).Take(Cycles))
        {
            File.Copy(file, Path.Combine(inputs.Frames, Path.GetFileName(file)));
        }

        var lines = Directory.EnumerateFiles(Path.Combine(sample, "stations")).Order(StringComparer.Ordinal).Take(3).SelectMany(Lines).ToList();
        var header = lines[0];
        var rows = Awkward([.. lines.Where(line => line != header).Where(line => IsWanted(line))]);
        for (var part = 0; part < 3; part++)
        {
            var from = rows.Count * part / 3;
            File.WriteAllLines(Path.Combine(inputs.Stations, $"part_{part}.csv"), [header, .. rows[from..(rows.Count * (part + 1) / 3)]]);
        }

        return inputs;
    }

    private static bool IsWanted(string line) =>
        HoursOf(line) is >= -1 and <= (6 * (Cycles - 1)) + 1 && line.Split(',')[0].Sum(c => c) % 4 == 0;

    private static List<string> Awkward(List<string> rows)
    {
        var stragglers = rows.Where(row => HoursOf(row) is > 0 and < 2.5).Where((_, i) => i % 9 == 0).ToList();
        var revising = stragglers.Where((_, i) => i % 2 == 0).ToList();
        rows.RemoveAll(stragglers.Contains);
        InsertAfter(7, revising);
        InsertAfter(13, [.. stragglers.Except(revising)]);
        InsertAfter(1, [Torn, rows[0], rows[1]]);
        InsertAfter(9, [Torn]);
        return rows;

        void InsertAfter(double hours, IReadOnlyList<string> more) => rows.InsertRange(rows.FindIndex(row => row != Torn && HoursOf(row) > hours), more);
    }

    private static double HoursOf(string line) =>
        (DateTimeOffset.Parse(line.Split(',')[1], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal) - FirstCycle).TotalHours;

    private static IEnumerable<string> Lines(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            yield return line;
        }
    }
}
