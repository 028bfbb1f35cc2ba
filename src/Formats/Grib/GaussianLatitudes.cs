namespace Slams.Formats.Grib;

/// <summary>Latitudes of Gaussian grids: arcs of the roots of Legendre polynomials, from north to south in degrees.</summary>
internal static class GaussianLatitudes
{
    private const int Iterations = 20;

    public static double[] Of(int rows)
    {
        var latitudes = new double[rows];
        for (var i = 0; i < (rows + 1) / 2; i++)
        {
            // Newton's method from the usual first guess (Abramowitz and Stegun, 22.16.6).
            var root = Math.Cos(Math.PI * (i + 0.75) / (rows + 0.5));
            for (var iteration = 0; iteration < Iterations; iteration++)
            {
                var (before, now) = (1.0, root);
                for (var degree = 2; degree <= rows; degree++)
                {
                    (before, now) = (now, (((2 * degree) - 1) * root * now - ((degree - 1) * before)) / degree);
                }

                var change = now * ((root * root) - 1) / (rows * ((root * now) - before));
                root -= change;
                if (Math.Abs(change) < 1e-15)
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
