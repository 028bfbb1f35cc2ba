namespace Slams.Verification.Baselines;

/// <summary>A normal distribution of coefficients, as precision and mean.</summary>
internal sealed class NormalCoefficients
{
    private readonly CholeskyFactor _precision;

    private NormalCoefficients(CholeskyFactor precision, double[] mean) => (_precision, Mean) = (precision, mean);

    /// <summary>The mean.</summary>
    public double[] Mean { get; }

    /// <summary>The covariance.</summary>
    public DenseMatrix Covariance => _precision.Inverse();

    /// <summary>U, upper triangular, with U Uᵀ the covariance.</summary>
    public DenseMatrix CovarianceRoot => _precision.InverseLower().Transposed();

    /// <summary>
    /// Bayes' rule in information form: precision P⁻¹ + HᵀR⁻¹H, mean that precision's inverse times P⁻¹m + HᵀR⁻¹y.
    /// </summary>
    /// <param name="precision">P⁻¹ of the prior.</param>
    /// <param name="mean">m of the prior.</param>
    /// <param name="information">What the observations say.</param>
    public static NormalCoefficients Update(DenseMatrix precision, ReadOnlySpan<double> mean, ObservationInformation information)
    {
        var factor = CholeskyFactor.Of(precision.Plus(information.Matrix));
        var right = precision.Times(mean);
        for (var i = 0; i < right.Length; i++)
        {
            right[i] += information.Vector[i];
        }

        return new NormalCoefficients(factor, factor.Solve(right));
    }
}
