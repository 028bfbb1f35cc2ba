namespace Slams.Pictures.Colours;

/// <summary>A colour map laid over a range of values.</summary>
/// <param name="Map">The colours.</param>
/// <param name="Low">Value of the first colour.</param>
/// <param name="High">Value of the last colour; more than <paramref name="Low"/>.</param>
public sealed record ColourScale(ColourMap Map, double Low, double High)
{
    /// <summary>Colour of a value; one outside the range has that of the end, NaN that of a missing value.</summary>
    public Rgb Of(double value) => double.IsNaN(value) ? Rgb.Missing : Map.At((value - Low) / (High - Low));

    /// <summary>Round values for labels, in at most so many intervals.</summary>
    public IReadOnlyList<double> Ticks(int intervals) => RoundNumbers.Multiples(Low, High, RoundNumbers.Step(High - Low, intervals));

    /// <summary>Text of a value with the decimal places that the labels of so many intervals need.</summary>
    public string Label(double value, int intervals) => RoundNumbers.Text(value, RoundNumbers.Digits(RoundNumbers.Step(High - Low, intervals)));
}
