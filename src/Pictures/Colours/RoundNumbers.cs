namespace Slams.Pictures.Colours;

/// <summary>Round numbers for scales: steps of 1, 2 or 5 times a power of ten.</summary>
internal static class RoundNumbers
{
    private static readonly double[] Factors = [1, 2, 5, 10];

    /// <summary>The smallest round step that covers a span in at most so many intervals.</summary>
    public static double Step(double span, int intervals)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(span / intervals)));
        return power * Factors.First(factor => factor * power * intervals >= span * 0.999);
    }

    /// <summary>Multiples of a step from one value to another, both included.</summary>
    public static double[] Multiples(double low, double high, double step)
    {
        var (first, last) = ((long)Math.Ceiling((low / step) - 1e-6), (long)Math.Floor((high / step) + 1e-6));
        return [.. Enumerable.Range(0, (int)Math.Max(0, last - first + 1)).Select(i => (first + i) * step)];
    }

    /// <summary>Decimal places that multiples of a step need.</summary>
    public static int Digits(double step) => Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9));

    /// <summary>A number with so many decimal places and a true minus sign.</summary>
    public static string Text(double value, int digits)
    {
        var text = value.ToString("F" + digits, System.Globalization.CultureInfo.InvariantCulture);
        return text.Trim('-', '0', '.').Length == 0 ? text.TrimStart('-') : text.Replace('-', '\u2212');
    }
}
