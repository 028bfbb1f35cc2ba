namespace Slams.Benchmarks.Sizes;

/// <summary>
/// A straight line y = a + b x by least squares of relative departures, so that small values count as much as large ones.
/// </summary>
/// <param name="Intercept">a.</param>
/// <param name="Slope">b.</param>
/// <param name="LargestDeparture">Largest |y / (a + b x) − 1| of the points.</param>
/// <param name="UnitCostRatio">y/x of the largest x over y/x of the smallest: 1 where cost is proportional.</param>
internal sealed record LineFit(double Intercept, double Slope, double LargestDeparture, double UnitCostRatio)
{
    /// <summary>Fits a line to at least two points with positive values.</summary>
    public static LineFit Of(IReadOnlyList<(double X, double Y)> points)
    {
        var solved = LeastSquares.Solve([.. points.Select(point => (new[] { 1, point.X }, point.Y))]);
        var (a, b) = (solved[0], solved[1]);
        var (first, last) = (points.MinBy(point => point.X), points.MaxBy(point => point.X));
        return new LineFit(a, b, points.Max(point => Math.Abs((point.Y / (a + (b * point.X))) - 1)), last.Y / last.X / (first.Y / first.X));
    }
}
