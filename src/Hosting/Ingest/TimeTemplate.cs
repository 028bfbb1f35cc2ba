using System.Globalization;
using System.Text.RegularExpressions;

namespace Slams.Hosting.Ingest;

/// <summary>Addresses with placeholders for the parts of a time in UTC.</summary>
public static partial class TimeTemplate
{
    private const string Known = "{yyyy}, {MM}, {dd}, {DDD}, {HH} and {mm}";

    /// <summary>What is wrong with a template; null where nothing is.</summary>
    public static string? Problem(string template) =>
        Placeholder().Replace(template, "").IndexOfAny(['{', '}']) < 0 ? null : $"may have {Known} in braces, nothing else";

    /// <summary>The template at a time.</summary>
    public static string Fill(string template, DateTimeOffset time) => Placeholder().Replace(template, part => part.Value switch
    {
        "{yyyy}" => time.UtcDateTime.ToString("yyyy", CultureInfo.InvariantCulture),
        "{MM}" => time.UtcDateTime.ToString("MM", CultureInfo.InvariantCulture),
        "{dd}" => time.UtcDateTime.ToString("dd", CultureInfo.InvariantCulture),
        "{HH}" => time.UtcDateTime.ToString("HH", CultureInfo.InvariantCulture),
        "{mm}" => time.UtcDateTime.ToString("mm", CultureInfo.InvariantCulture),
        _ => time.UtcDateTime.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
    });

    /// <summary>
    /// The template at each whole step of the time before now, the earliest first; each text once. What lies ahead of the clock is not asked for.
    /// </summary>
    /// <param name="template">The template.</param>
    /// <param name="now">The time now.</param>
    /// <param name="lookBack">How far back.</param>
    /// <param name="step">Time from one to the next, counted from midnight of the first of January of the year 1.</param>
    public static IReadOnlyList<string> Fill(string template, DateTimeOffset now, TimeSpan lookBack, TimeSpan step)
    {
        if (!Placeholder().IsMatch(template))
        {
            return [template];
        }

        var last = new DateTimeOffset(now.UtcTicks - (now.UtcTicks % step.Ticks), TimeSpan.Zero);
        var texts = new List<string>();
        for (var time = last; time >= now - lookBack || time == last; time -= step)
        {
            texts.Add(Fill(template, time));
        }

        texts.Reverse();
        return [.. texts.Distinct(StringComparer.Ordinal)];
    }

    [GeneratedRegex(@"\{(?:yyyy|MM|dd|DDD|HH|mm)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
