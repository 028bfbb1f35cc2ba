using System.Globalization;
using System.Text.Json.Nodes;
using Slams.Cli.Commands;
using Slams.Cli.ObservationErrors;
using Slams.Core.Analyses;
using Slams.Core.Observations;
using Slams.Core.Randomness;
using Slams.EndToEnd.Tests.Support;
using Slams.Formats.Analyses;

namespace Slams.EndToEnd.Tests.ObservationErrors;

public sealed class ErrorsSessionTests
{
    [Fact]
    public async Task Files_of_many_cycles_give_a_setting_to_judge()
    {
        using var folder = new ScratchFolder();
        for (var cycle = 0; cycle < 24; cycle++)
        {
            WriteCycle(folder.Folder($"{cycle / 4:00}"), cycle);
        }

        var (code, lines, messages) = await RunAsync(folder.FullName);

        Assert.Equal(0, code);
        Assert.Equal($"files 24, cycles 24, unreadable 0{Environment.NewLine}", messages);
        Assert.StartsWith("standard deviations", lines[0], StringComparison.Ordinal);
        var row = lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["air_temperature,", "K", "24", "1200"], row[..4]);
        Assert.Equal(1.5, double.Parse(row[5], CultureInfo.InvariantCulture), 0.1);
        Assert.Equal(["1.500", "2.500"], [row[9], row[12]]);
        Assert.DoesNotContain(lines, line => line.StartsWith("warning", StringComparison.Ordinal));
        Assert.Equal(["settings to judge; nothing was changed", "# air_temperature: the assumed 1.500 lies within"], [lines[^3], lines[^2][..48]]);
        Assert.StartsWith("--Analysis:TemperatureErrorK 1.", lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_has_the_estimate_and_what_settings_take()
    {
        using var folder = new ScratchFolder();
        for (var cycle = 0; cycle < 24; cycle++)
        {
            WriteCycle(folder.FullName, cycle);
        }

        var (_, lines, _) = await RunAsync(new ErrorsPlan { Paths = [folder.FullName], Json = true });

        var report = JsonNode.Parse(string.Join('\n', lines))!;
        var temperature = report["quantities"]![0]!;
        var estimate = temperature["lowest_assumed"]!["error"]!.GetValue<double>();
        Assert.Equal("Analysis:TemperatureErrorK", temperature["setting"]!.GetValue<string>());
        Assert.True(temperature["as_assumed"]!.GetValue<bool>());
        Assert.Equal(Math.Round(estimate, 2), report["configuration"]!["Analysis"]!["TemperatureErrorK"]!.GetValue<double>(), 1e-9);
    }

    [Fact]
    public async Task Lines_and_files_that_cannot_be_read_are_told_and_the_others_count()
    {
        using var folder = new ScratchFolder();
        var first = WriteCycle(folder.FullName, 0);
        await File.AppendAllTextAsync(first, "x,1,2,warm\n", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.ChangeExtension(first, ".parquet"), "no table", TestContext.Current.CancellationToken);
        var second = WriteCycle(folder.FullName, 1);
        await File.WriteAllTextAsync(second, "nothing\n", TestContext.Current.CancellationToken);
        var again = WriteCycle(folder.Folder("other"), 0);
        await File.WriteAllTextAsync(folder["feedback_notes.csv"], "not named so", TestContext.Current.CancellationToken);

        var (code, lines, messages) = await RunAsync(folder.FullName, first);

        Assert.Equal(ErrorsSession.Unreadable, code);
        Assert.Equal(
            [
                $"unreadable: {Path.ChangeExtension(first, ".parquet")}: feedback_19870101T0000Z.parquet is not a feedback table:",
                $"unreadable: {first}:52: The line does not fit the header.",
                $"left out: {again}: its cycle is that of {first}",
                $"unreadable: {second}: feedback_19870101T0600Z.csv is not a feedback file.",
                "files 4, cycles 1, unreadable 3",
            ],
            messages.TrimEnd().Split(Environment.NewLine).Select(line => line.Split(" table: ") is [var start, _] ? start + " table:" : line));
        Assert.Contains("warning: air_temperature: too few cycles for a setting: 1 of the 20 needed", lines);
        Assert.Equal("# air_temperature: no setting: the estimate is no ground for one (see the warnings)", lines[^1]);
    }

    [Fact]
    public async Task Mistakes_end_with_2()
    {
        using var folder = new ScratchFolder();
        await File.WriteAllTextAsync(folder["x.csv"], "", TestContext.Current.CancellationToken);

        foreach (var arguments in new string[][] { [folder["absent"]], [folder.FullName], [folder["x.csv"]], [folder.FullName, "--block", "0"] })
        {
            Assert.Equal(2, await ErrorsCommand.Create().Parse(arguments).InvokeAsync(cancellationToken: TestContext.Current.CancellationToken));
        }
    }

    private static Task<(int Code, string[] Lines, string Messages)> RunAsync(params string[] paths) => RunAsync(new ErrorsPlan { Paths = paths });

    private static async Task<(int Code, string[] Lines, string Messages)> RunAsync(ErrorsPlan plan)
    {
        await using var output = new StringWriter();
        await using var messages = new StringWriter();
        var code = await new ErrorsSession(plan, output, messages).RunAsync(TestContext.Current.CancellationToken);
        return (code, output.ToString().TrimEnd('\n').Split('\n'), messages.ToString());
    }

    /// <summary>Fifty stations: observation error 1.5 K, background error 2 K, an analysis that knows both.</summary>
    private static string WriteCycle(string folder, int cycle)
    {
        var normal = new float[100];
        CounterRandom.FillNormal(3, (ulong)cycle, normal);
        var departures = Enumerable.Range(0, 50).Select(station =>
        {
            var (background, observed) = (280 + (2 * normal[station]), 280 + (1.5f * normal[50 + station]));
            return new StationDeparture(
                $"station {station}", 50, 10, observed, background, background + (4 / 6.25f * (observed - background)), 1, 275, QualityFlag.Assimilated)
            {
                Use = new ObservationUse(1.5f, 1, 10, 0),
                BackgroundErrorK = 2.5f,
            };
        });
        var time = new DateTime(1987, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(6 * cycle);
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"feedback_{time:yyyyMMdd'T'HHmm'Z'}.csv"));
        using var stream = File.Create(path);
        FeedbackCsv.Write(stream, [.. departures]);
        return path;
    }
}
