namespace Slams.Formats.Grib;

/// <summary>Latitudes of Gaussian grids: arcs of the roots of Legendre polynomials, from north to south in degrees.</summary>
internal static class GaussianLatitudes
{
    /// <summary>
    /// Rows at most, those of N4000: what they cost grows with the square of their number. Operational grids have up to 2560 (N1280), and a whole grid of so many rows has 128 million points.
    /// </summary>
    public const int MostRows = 8000;

    private const int Iterations = 20;

    // Newton's method doubles the digits: the step after this one would be below what rounding leaves.
    private const double Close = 1e-10;

    /// <summary>Computes them.</summary>
    /// <param name="rows">Rows from pole to pole, at most <see cref="MostRows"/>.</param>
    public static double[] Of(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, MostRows);
        var shares = new double[rows + 1];
        for (var degree = 2; degree <= rows; degree++)
        {
            shares[degree] = (degree - 1.0) / degree;
        }

        var latitudes = new double[rows];
        for (var i = 0; i < (rows + 1) / 2; i++)
        {
            // From the usual first guess (Abramowitz and Stegun, 22.16.6) two to four steps are enough.
            var root = Math.Cos(Math.PI * (i + 0.75) / (rows + 0.5));
            for (var iteration = 0; iteration < Iterations; iteration++)
            {
                var (before, now) = (1.0, root);
                for (var degree = 2; degree <= rows; degree++)
                {
                    (before, now) = (now, (root * now) + (shares[degree] * ((root * now) - before)));
                }

                var change = now * ((root * root) - 1) / (rows * ((root * now) - before));
                root -= change;
                if (Math.Abs(change) < Close)
                {
                    break;
                }
            }

            latitudes[i] = Math.Asin(root) * 180 / Math.PI;
            latitudes[rows - 1 - i] = -latitudes[i];
        }

        return latitudes;
    }
}
