using System.Globalization;
using System.Text.RegularExpressions;

namespace Slams.EndToEnd.Tests.Monitoring;

/// <summary>
/// The shipped alerts, in a hurry. Every duration of the file (<c>for</c>, <c>keep_firing_for</c>, ranges, offsets) is divided by one number, and
/// none gets shorter than a few scrapes; nothing else is touched: expressions, thresholds and seconds written as numbers are the shipped ones.
/// </summary>
internal static partial class HastyRules
{
    /// <summary>Seven hours, the longest <c>for</c>, are 21 s.</summary>
    private const double Haste = 1200;

    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(4);

    /// <summary>The hasty form of the text of a file of rules.</summary>
    public static string Of(string rules) => Duration().Replace(rules, match =>
    {
        var unit = match.Groups["unit"].Value switch { "s" => 1, "m" => 60, "h" => 3600, _ => 86400 };
        var seconds = int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture) * unit / Haste;
        return string.Create(CultureInfo.InvariantCulture, $"{match.Groups["before"]}{1000 * Math.Max(seconds, Shortest.TotalSeconds):0}ms");
    });

    [GeneratedRegex(@"(?<before>for: |\[|offset )(?<number>\d+)(?<unit>[smhd])\b")]
    private static partial Regex Duration();
}
