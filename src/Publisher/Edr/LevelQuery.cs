using System.Globalization;

namespace Slams.Publisher.Edr;

/// <summary>Reads <c>z</c>: one level in hPa, a list, an interval, or a recurrence (OGC 19-086r6, requirement A.18).</summary>
internal static class LevelQuery
{
    private const int LongestRecurrence = 1000;

    /// <summary>Indices into the levels, ascending in pressure; all of them when nothing is asked for.</summary>
    /// <exception cref="RequestProblem">It cannot be read, or names a level that is not there.</exception>
    public static IReadOnlyList<int> Parse(string? z, IReadOnlyList<double> pressuresPa)
    {
        if (string.IsNullOrEmpty(z))
        {
            return [.. Enumerable.Range(0, pressuresPa.Count)];
        }

        var parts = z.Split('/');
        int[] found = parts.Length switch
        {
            1 => [.. z.Split(',').Select(text => IndexOf(Number(text)))],
            2 => Between(Number(parts[0]), Number(parts[1])),
            3 => [.. Recurrence(parts).Select(IndexOf)],
            _ => throw Problem(pressuresPa),
        };
        return found.Length > 0 ? [.. found.Distinct().Order()] : throw Problem(pressuresPa);

        int IndexOf(double hectopascal)
        {
            for (var i = 0; i < pressuresPa.Count; i++)
            {
                // Levels come from files in single precision: a hundredth of a pascal is the same level.
                if (Math.Abs(pressuresPa[i] - (100 * hectopascal)) < 0.01)
                {
                    return i;
                }
            }

            throw Problem(pressuresPa);
        }

        int[] Between(double one, double other)
        {
            var (low, high) = (Math.Min(one, other) * 100, Math.Max(one, other) * 100);
            return [.. Enumerable.Range(0, pressuresPa.Count).Where(i => pressuresPa[i] >= low - 0.01 && pressuresPa[i] <= high + 0.01)];
        }

        IEnumerable<double> Recurrence(string[] texts)
        {
            if (!(texts[0].StartsWith('R') && int.TryParse(texts[0].AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
                && count is > 0 and <= LongestRecurrence))
            {
                throw Problem(pressuresPa);
            }

            var (first, step) = (Number(texts[1]), Number(texts[2]));
            return Enumerable.Range(0, count).Select(i => first + (i * step));
        }

        double Number(string text) =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
                ? value
                : throw Problem(pressuresPa);
    }

    private static RequestProblem Problem(IReadOnlyList<double> pressuresPa)
    {
        var levels = string.Join(", ", pressuresPa.Select(pascal => (pascal / 100).ToString(CultureInfo.InvariantCulture)));
        return new RequestProblem($"'z' is a level in hPa, a list of them, LOW/HIGH or RN/FIRST/STEP. There are {levels}.");
    }
}
