using System.Diagnostics;
using System.Text.RegularExpressions;
using Slams.EndToEnd.Tests.Support;

namespace Slams.EndToEnd.Tests.Monitoring;

/// <summary>What the running demo serves, beside what is documented.</summary>
[Collection(typeof(MonitoredDemoTests))]
public sealed partial class DemoMetricsTests(MonitoredDemo demo)
{
    /// <summary>Rows of the table of labels, and the metric whose label has all of their values in a demo, or some of them.</summary>
    private static readonly Dictionary<string, (string Metric, string Label, bool All)> Values = new()
    {
        ["`source`"] = ("slams_dead_letters_total", "source", true),
        ["`flag`"] = ("slams_obs_received_total", "flag", false),
        ["`reason` of dead letters"] = ("slams_dead_letters_total", "reason", true),
        ["`reason` of late observations"] = ("slams_obs_late_total", "reason", true),
        ["`outcome`"] = ("slams_cycles_total", "outcome", true),
        ["`outcome` of polls"] = ("slams_source_polls_total", "outcome", true),
        ["`outcome` of jobs of members"] = ("slams_member_jobs_total", "outcome", true),
        ["`origin`"] = ("slams_member_batches_total", "origin", true),
        ["`topic`"] = ("slams_log_overtaken_records_total", "topic", true),
        ["`stage`"] = ("slams_cycle_stage_seconds_count", "stage", true),
        ["`modality`"] = ("slams_departures", "modality", true),
        ["`departure`"] = ("slams_temperature_departure_mean_kelvin", "departure", true),
        ["`use`"] = ("slams_departures", "use", true),
        ["`region`"] = ("slams_departures", "region", true),
        ["`level`"] = ("slams_ensemble_spread_kelvin", "level", false),
        ["`state` of stations, `problem`"] = ("slams_stations", "state", true),
        ["`place`"] = ("slams_disk_free_bytes", "place", false),
        ["`certificate`"] = ("slams_certificate_expiry_timestamp_seconds", "certificate", false),
    };

    /// <summary>Rows that lead elsewhere for their values.</summary>
    private static readonly string[] Elsewhere = ["`flag`", "`level`"];

    [Fact]
    public async Task Names_kinds_labels_and_meanings_are_those_of_the_documentation()
    {
        demo.Require();
        var text = await demo.MetricsAsync();
        var documented = (await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "docs", "metrics.md"), TestContext.Current.CancellationToken))
            .Select(line => Row().Match(line)).Where(row => row.Success)
            .ToDictionary(row => row.Groups["name"].Value, row => (Kind: row.Groups["kind"].Value, Labels: row.Groups["labels"].Value, Help: row.Groups["help"].Value));

        Assert.Equal(documented.Keys.Order(StringComparer.Ordinal), Type().Matches(text).Select(type => type.Groups["name"].Value).Order(StringComparer.Ordinal));
        Assert.All(Type().Matches(text), type => Assert.Equal(documented[type.Groups["name"].Value].Kind, type.Groups["kind"].Value));
        Assert.All(Help().Matches(text), help => Assert.Equal(documented[help.Groups["name"].Value].Help, help.Groups["help"].Value));
        foreach (Match series in Series().Matches(text))
        {
            var name = documented.ContainsKey(series.Groups["name"].Value) ? series.Groups["name"].Value : Suffix().Replace(series.Groups["name"].Value, "");
            var labels = Label().Matches(series.Groups["labels"].Value).Select(label => label.Groups["name"].Value).Where(label => label != "le");
            Assert.Equal((name, documented[name].Labels), (name, string.Join(", ", labels)));
        }
    }

    [Fact]
    public async Task Values_of_labels_are_those_of_the_documentation()
    {
        demo.Require();
        var series = Series().Matches(await demo.MetricsAsync());
        var rows = (await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "docs", "metrics.md"), TestContext.Current.CancellationToken))
            .SkipWhile(line => line != "## Values of labels").Where(line => line.StartsWith("| `", StringComparison.Ordinal)).Select(line => line.Trim('|', ' ').Split(" | ")).ToList();
        Assert.Equal(Values.Keys.Order(StringComparer.Ordinal), rows.Select(row => row[0]).Order(StringComparer.Ordinal));

        foreach (var row in rows.Where(row => !Elsewhere.Contains(row[0])))
        {
            var (metric, label, all) = Values[row[0]];
            var documented = Word().Matches(row[1]).Select(word => word.Groups["word"].Value).ToHashSet();
            var served = series.Where(one => one.Groups["name"].Value == metric)
                .SelectMany(one => Label().Matches(one.Groups["labels"].Value)).Where(one => one.Groups["name"].Value == label).Select(one => one.Groups["value"].Value).ToHashSet();
            Assert.True(all ? served.SetEquals(documented) : served.IsSubsetOf(documented), $"{row[0]}: {string.Join(", ", documented)} are documented, {string.Join(", ", served)} are served");
        }
    }

    [Fact]
    public async Task Promtool_finds_nothing_to_complain_about()
    {
        demo.Require();
        using var promtool = Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        })!;
        await promtool.StandardInput.WriteAsync(await demo.MetricsAsync());
        promtool.StandardInput.Close();
        var complaints = await promtool.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await promtool.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (promtool.ExitCode, complaints));
    }

    [GeneratedRegex(@"^\| `(?<name>[a-z_]+)` \| (?<kind>counter|gauge|histogram) \| (?<labels>[a-z_, ]*?) ?\| (?<help>.*) \|$")]
    private static partial Regex Row();

    [GeneratedRegex(@"^# TYPE (?<name>\S+) (?<kind>\S+)$", RegexOptions.Multiline)]
    private static partial Regex Type();

    [GeneratedRegex(@"^# HELP (?<name>\S+) (?<help>.*)$", RegexOptions.Multiline)]
    private static partial Regex Help();

    [GeneratedRegex(@"^(?<name>[a-z_]+)(?:\{(?<labels>.*)\})? \S+$", RegexOptions.Multiline)]
    private static partial Regex Series();

    /// <summary>Names of settings have capitals.</summary>
    [GeneratedRegex("`(?<word>[a-z_]+)`")]
    private static partial Regex Word();

    [GeneratedRegex("(?<name>[a-z_]+)=\"(?<value>(?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Label();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();
}
