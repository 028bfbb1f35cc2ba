using Slams.Benchmarks.Sizes;

namespace Slams.Benchmarks.Scaling;

/// <summary>One quantity as a sum of terms in the size of a cycle, by least squares of relative departures over all points but one, which it is checked on.</summary>
/// <param name="Name">The quantity and its unit.</param>
/// <param name="Terms">Names of the terms, each with its coefficient.</param>
/// <param name="Largest">Largest relative departure of the points that it was fitted to.</param>
/// <param name="Measured">At the point left out.</param>
/// <param name="Predicted">There.</param>
internal sealed record CostFit(string Name, IReadOnlyList<(string Term, double Coefficient)> Terms, double Largest, double Measured, double Predicted)
{
    private Func<SizePoint, double[]> Size { get; init; } = _ => [];

    /// <summary>Relative departure of the point left out from the model.</summary>
    public double Departure => (Measured / Predicted) - 1;

    /// <summary>Fits the terms.</summary>
    /// <param name="name">The quantity and its unit.</param>
    /// <param name="points">What was measured.</param>
    /// <param name="leftOut">The point to check on.</param>
    /// <param name="value">The quantity of a point.</param>
    /// <param name="terms">Names and values of the terms.</param>
    public static CostFit Of(
        string name, IReadOnlyCollection<SizeResult> points, SizePoint leftOut, Func<SizeResult, double> value, params (string Name, Func<SizePoint, double> Of)[] terms)
    {
        double[] Row(SizePoint point) => [.. terms.Select(term => term.Of(point))];
        var fitted = points.Where(result => result.Point != leftOut).ToArray();
        var coefficients = LeastSquares.Solve([.. fitted.Select(result => (Row(result.Point), value(result)))]);
        double Predict(SizePoint point) => Row(point).Zip(coefficients, (x, c) => x * c).Sum();
        return new CostFit(
            name, [.. terms.Zip(coefficients, (term, coefficient) => (term.Name, coefficient))],
            fitted.Max(result => Math.Abs((value(result) / Predict(result.Point)) - 1)),
            value(points.Single(result => result.Point == leftOut)), Predict(leftOut))
        { Size = Row };
    }

    /// <summary>The quantity at a size.</summary>
    public double At(SizePoint point) => Size(point).Zip(Terms, (x, term) => x * term.Coefficient).Sum();

    /// <summary>The coefficient of a term.</summary>
    public double this[string term] => Terms.Single(one => one.Term == term).Coefficient;
}
