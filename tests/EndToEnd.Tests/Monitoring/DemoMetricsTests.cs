using System.Diagnostics;
using System.Text.RegularExpressions;
using Slams.EndToEnd.Tests.Support;

namespace Slams.EndToEnd.Tests.Monitoring;

/// <summary>What the running demo serves, beside what is documented.</summary>
[Collection(typeof(MonitoredDemoTests))]
public sealed partial class DemoMetricsTests(MonitoredDemo demo)
{
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

    [GeneratedRegex("(?<name>[a-z_]+)=\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Label();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex Suffix();
}
