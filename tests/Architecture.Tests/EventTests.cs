using System.Globalization;
using System.Text.RegularExpressions;

namespace Slams.Architecture.Tests;

/// <summary>Operators filter by the numbers of events: they stay, and docs/events.md lists them.</summary>
public sealed partial class EventTests
{
    [Fact]
    public void Every_event_has_a_number_of_its_own() =>
        Assert.Empty(Events().GroupBy(found => found.Id).Where(same => same.Count() > 1).Select(same => same.Key));

    [Fact]
    public void The_list_of_events_is_that_of_the_source()
    {
        var listed = Row().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "events.md")))
            .Select(row => (int.Parse(row.Groups["id"].Value, CultureInfo.InvariantCulture), row.Groups["level"].Value, row.Groups["message"].Value))
            .ToArray();

        Assert.Equal(Events().Order(), listed);
    }

    private static IEnumerable<(int Id, string Level, string Message)> Events() => Repository.Sources()
        .SelectMany(file => Message().Matches(File.ReadAllText(file)))
        .Select(found => (int.Parse(found.Groups["id"].Value, CultureInfo.InvariantCulture), found.Groups["level"].Value, found.Groups["message"].Value));

    [GeneratedRegex("""\[LoggerMessage\((?:EventId = )?(?<id>\d+), (?:Level = )?LogLevel\.(?<level>\w+), (?:Message = )?"(?<message>[^"]*)"\)\]""")]
    private static partial Regex Message();

    [GeneratedRegex(@"^\| (?<id>\d+) \| (?<level>\w+) \| `(?<message>[^`]*)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
