using System.Globalization;
using System.Text.RegularExpressions;

namespace Slams.EndToEnd.Tests.Support;

/// <summary>The numbers a replay prints of its stations at the end.</summary>
internal sealed partial record Counts(long Read, long Used, long Flagged, long DeadLettered)
{
    /// <summary>Finds them in what a process printed.</summary>
    public static Counts OfStations(Ended ended)
    {
        var found = Line().Match(ended.Text);
        Assert.True(found.Success, $"No counts of stations in:\n{ended.Text}");
        return new Counts(Number("read"), Number("used"), Number("flagged"), Number("dead"));

        long Number(string group) => long.Parse(found.Groups[group].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
    }

    /// <summary>Requires that everything read is accounted for.</summary>
    public Counts AddUp()
    {
        Assert.Equal(Read, Used + Flagged + DeadLettered);
        return this;
    }

    [GeneratedRegex(@"stations[^\n]*?\bread (?<read>[\d,]+)[^\n]*?\b(?:used|usable) (?<used>[\d,]+)[^\n]*?\bflagged (?<flagged>[\d,]+)[^\n]*?\bdead-lettered (?<dead>[\d,]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Line();
}
