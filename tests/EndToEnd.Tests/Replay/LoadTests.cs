using System.Globalization;
using System.Text.RegularExpressions;
using Slams.Benchmarks;
using Slams.Core.Observations;
using Slams.EndToEnd.Tests.Support;
using Slams.Formats.Analyses;
using Slams.Formats.Stations.Csv;

namespace Slams.EndToEnd.Tests.Replay;

/// <summary>
/// Hundreds of thousands of readings through the whole pipeline, without analyses. The long form is <c>load</c> of the benchmarks.
/// </summary>
public sealed partial class LoadTests
{
    private const int Stations = 400, Days = 7, MinutesApart = 10;
    // What all readings together would need, decoded, is beyond this; what the windows and buffers may hold is far below.
    private const string HeapLimit = "0x8000000";
    private static readonly DateTimeOffset Start = new(1987, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Memory_and_log_stay_bounded_and_every_reading_is_accounted_for()
    {
        using var folder = new ScratchFolder();
        var lines = Write(folder.Folder("stations"));

        // A heap that outgrows its limit ends the process; the collector works all the harder before.
        var ended = (await Worker.RunAsync(
            folder, new Dictionary<string, string> { ["DOTNET_GCHeapHardLimit"] = HeapLimit, ["DOTNET_gcServer"] = "0" },
            "replay", "--stations", folder["stations"], "--out", folder["out"], "--model", "none",
            "--log", "sqlite:" + folder["log.db"], "--log-setting", "retention.MiB=4", "--log-setting", "synchronous=normal")).Well();

        var found = LateLine().Match(ended.Text);
        Assert.True(found.Success, ended.Text);
        var (late, copies) = (Number(found, "late"), Number(found, "copies"));
        var windowed = Analyses.Names(folder["out"]).Sum(name => AnalysisFile.Read(Path.Combine(folder["out"], name)).Provenance.InputCounts.Values.Sum());
        Assert.Equal(lines, windowed + late + copies);
        // Those of the last half day are not in the files any more.
        Assert.InRange(late, lines / HeldBack.LateOneIn * 3 / 4, lines / HeldBack.LateOneIn);
        Assert.Equal((Days * 4) + 1, Analyses.Names(folder["out"]).Length);
        await RequireRetentionAsync(folder, lines);
    }

    /// <summary>Of the readings in the log, most are gone at the end.</summary>
    private static async Task RequireRetentionAsync(ScratchFolder folder, long lines)
    {
        var listed = (await Worker.RunAsync(folder, "log", "topics", "--log", "sqlite:" + folder["log.db"])).Well();
        var partitions = listed.Text.Split('\n').Select(line => line.Trim().Split('\t'))
            .Where(columns => columns[0].EndsWith(".readings", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(partitions);
        Assert.InRange(partitions.Sum(columns => long.Parse(columns[3], CultureInfo.InvariantCulture)), lines, lines * 2);
        Assert.InRange(partitions.Sum(columns => long.Parse(columns[4], CultureInfo.InvariantCulture)), 1, lines / 2);
    }

    /// <summary>A file a day; some readings come half an hour behind, which is in time, some half a day, which is not, and some twice.</summary>
    private static long Write(string folder)
    {
        var arrivals = new HeldBack(MinutesApart);
        var lines = 0L;
        for (var day = 0; day < Days; day++)
        {
            using var writer = new StationCsvWriter(File.Create(Path.Combine(folder, $"stations_{day}.csv")));
            for (var step = day * 24 * 60 / MinutesApart; step < (day + 1) * 24 * 60 / MinutesApart; step++)
            {
                foreach (var reading in arrivals.Arriving(step, Observed(step)))
                {
                    writer.Write(reading);
                    lines++;
                }
            }
        }

        return lines;
    }

    private static IEnumerable<StationReading> Observed(int step)
    {
        for (var station = 0; station < Stations; station++)
        {
            var number = ((long)step * Stations) + station + 1;
            yield return new StationReading
            {
                StationId = string.Create(CultureInfo.InvariantCulture, $"{station:00000}"),
                Time = Start.AddMinutes(step * MinutesApart),
                LatitudeDegrees = (station % 120) - 60,
                LongitudeDegrees = station * 0.9,
                ElevationMetres = 100,
                AirTemperatureK = 270 + (number % 100 * 0.1),
            };
        }
    }

    private static long Number(Match match, string group) =>
        long.Parse(match.Groups[group].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"late: (?<late>[\d,]+); copies dropped: (?<copies>[\d,]+)")]
    private static partial Regex LateLine();
}
