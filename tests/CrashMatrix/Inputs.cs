using System.Globalization;
using System.IO.Compression;

namespace Slams.CrashMatrix;

/// <summary>
/// The first day of the bundled sample or more, made small and made awkward: a quarter of its stations; every day a few lines
/// that cannot be read, copies, stragglers that make a revision of a cycle, and others that come too late even for that.
/// </summary>
public sealed class Inputs
{
    /// <summary>Event time between the first frame and the last in the matrix.</summary>
    public static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Most that the sample has.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(9.5);

    /// <summary>Six-hourly cycles that the observations of a day reach.</summary>
    public const int Cycles = 5;

    // Awkward things of a day come up to this hour of it.
    private const double LastAwkwardHours = 13;
    private const string Torn = "0-20000-0-99999,1987-01-12T0";
    private static readonly TimeSpan FrameInterval = TimeSpan.FromHours(6);
    private static readonly DateTimeOffset FirstCycle = new(1987, 1, 12, 0, 0, 0, TimeSpan.Zero);

    private Inputs(string folder) => (Stations, Frames) = (Path.Combine(folder, "stations"), Path.Combine(folder, "frames"));

    /// <summary>Folder of the station files.</summary>
    public string Stations { get; }

    /// <summary>Folder of the satellite frames.</summary>
    public string Frames { get; }

    /// <summary>Writes them into a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="length">Event time that they cover.</param>
    /// <param name="spread">Whether the reports come at all times of the day, rather than around the main hours.</param>
    public static Inputs Write(string folder, TimeSpan length, bool spread = false)
    {
        var inputs = new Inputs(folder);
        Directory.CreateDirectory(inputs.Stations);
        Directory.CreateDirectory(inputs.Frames);
        var sample = Path.Combine(Built.Root, "samples", "demo");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(sample, "frames")).Order(StringComparer.Ordinal).Take((int)(length / FrameInterval) + 1))
        {
            File.Copy(file, Path.Combine(inputs.Frames, Path.GetFileName(file)));
        }

        var days = (int)Math.Ceiling(length.TotalDays) + 2;
        var lines = Directory.EnumerateFiles(Path.Combine(sample, "stations")).Order(StringComparer.Ordinal).Take(days).SelectMany(Lines).ToList();
        var header = lines[0];
        var reports = lines.Where(line => line != header && IsWanted(line));
        var wanted = (spread ? reports.Select(Spread).OrderBy(HoursOf) : reports).Where(line => HoursOf(line) >= -1 && HoursOf(line) <= length.TotalHours + 1);
        var rows = Awkward([.. wanted]);
        for (var part = 0; part < 3; part++)
        {
            var from = rows.Count * part / 3;
            File.WriteAllLines(Path.Combine(inputs.Stations, $"part_{part}.csv"), [header, .. rows[from..(rows.Count * (part + 1) / 3)]]);
        }

        return inputs;
    }

    private static bool IsWanted(string line) => StationSum(line) % 4 == 0;

    // The sample reports around every sixth hour.
    private static string Spread(string line)
    {
        var fields = line.Split(',');
        fields[1] = FirstCycle.AddHours(HoursOf(line)).AddMinutes(StationSum(line) * 37 % 300).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        return string.Join(',', fields);
    }

    private static int StationSum(string line) => line.Split(',')[0].Sum(c => c);

    private static List<string> Awkward(List<string> rows)
    {
        for (var midnight = 0; rows.Exists(row => row != Torn && HoursOf(row) > midnight + LastAwkwardHours); midnight += 24)
        {
            MakeAwkward(rows, midnight);
        }

        return rows;
    }

    private static void MakeAwkward(List<string> rows, double midnight)
    {
        var stragglers = rows.Where(row => row != Torn && HoursOf(row) - midnight is > 0 and < 2.5).Where((_, i) => i % 9 == 0).ToList();
        var revising = stragglers.Where((_, i) => i % 2 == 0).ToList();
        rows.RemoveAll(stragglers.Contains);
        InsertAfter(7, revising);
        InsertAfter(LastAwkwardHours, [.. stragglers.Except(revising)]);
        InsertAfter(1, [Torn, .. rows.GetRange(After(-1.01), 2)]);
        InsertAfter(9, [Torn]);

        int After(double hours) => rows.FindIndex(row => row != Torn && HoursOf(row) - midnight > hours);

        void InsertAfter(double hours, IReadOnlyList<string> more) => rows.InsertRange(After(hours), more);
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
