namespace Slams.Verification.Reporting;

/// <summary>An axis of a plot: its range, linear or logarithmic, and its ticks.</summary>
internal sealed class PlotAxis
{
    private static readonly int[] StepFactors = [1, 2, 5, 10];
    private readonly double _low;
    private readonly double _high;
    private readonly bool _logarithmic;

    private PlotAxis(string title, double low, double high, bool logarithmic, IReadOnlyList<(double Value, string Label)> ticks)
    {
        (Title, _low, _high, _logarithmic, Ticks) = (title, low, high, logarithmic, ticks);
    }

    /// <summary>Name and unit.</summary>
    public string Title { get; }

    /// <summary>Values with a tick, and their labels.</summary>
    public IReadOnlyList<(double Value, string Label)> Ticks { get; }

    /// <summary>An axis from a round number at or below to one at or above the values.</summary>
    public static PlotAxis Linear(string title, IEnumerable<double> values)
    {
        var (low, high) = Range(values);
        var raw = Math.Max(high - low, 1e-9) / 5;
        var magnitude = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = StepFactors.Select(factor => factor * magnitude).First(candidate => candidate >= raw);
        var (first, last) = (Math.Floor(low / step), Math.Max(Math.Ceiling(high / step), Math.Floor(low / step) + 1));
        var ticks = Enumerable.Range(0, (int)(last - first) + 1).Select(i => (first + i) * step).Select(value => (value, Label(value)));
        return new PlotAxis(title, first * step, last * step, false, [.. ticks]);
    }

    /// <summary>A logarithmic axis with a tick at each power of ten, or at 1, 2 and 5 of it on a short one.</summary>
    public static PlotAxis Logarithmic(string title, IEnumerable<double> values)
    {
        var (low, high) = Range(values.Where(value => value > 0));
        var (first, last) = ((int)Math.Floor(Math.Log10(low)), (int)Math.Ceiling(Math.Log10(high)));
        int[] factors = last - first <= 2 ? [1, 2, 5] : [1];
        var ticks = Enumerable.Range(first, last - first + 1).SelectMany(power => factors.Select(factor => factor * Math.Pow(10, power)))
            .Where(value => value >= low * 0.999 && value <= high * 1.001).Select(value => (value, Label(value)));
        return new PlotAxis(title, low, Math.Max(high, low * 1.01), true, [.. ticks]);
    }

    /// <summary>An axis of named places, the first at 0.</summary>
    public static PlotAxis Named(string title, IReadOnlyList<string> names) =>
        new(title, -0.5, names.Count - 0.5, false, [.. names.Select((name, i) => ((double)i, name))]);

    /// <summary>Place of a value on the axis, 0 to 1.</summary>
    public double Place(double value) => _logarithmic
        ? Math.Log(value / _low) / Math.Log(_high / _low)
        : (value - _low) / (_high - _low);

    private static (double Low, double High) Range(IEnumerable<double> values)
    {
        var finite = values.Where(double.IsFinite).ToArray();
        return finite.Length == 0 ? (0.1, 1) : (finite.Min(), finite.Max());
    }

    private static string Label(double value) => FormattableString.Invariant($"{value:0.######}");
}
