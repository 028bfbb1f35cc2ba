using Slams.Verification.Scores;
using static Slams.Diffusion.Tests.Support.Matrices;

namespace Slams.Diffusion.Tests.Support;

/// <summary>
/// The Kalman answer, mean m + K (y − H m) and covariance (I − K H) P with K = P Hᵀ (H P Hᵀ + R)⁻¹, and chi-square tests of samples
/// against it. With samples whitened by the exact covariance, z = L⁻¹ (x − mean), N independent exact samples have
/// N |z̄|² ~ χ²(d), and with S = mean z zᵀ, N [Σᵢ (Sᵢᵢ − 1)² / 2 + Σᵢ﹤ⱼ Sᵢⱼ²] ~ χ²(d (d + 1) / 2) for many samples.
/// </summary>
internal sealed class GaussianPosterior
{
    private GaussianPosterior(double[] mean, double[,] covariance) => (Mean, Covariance) = (mean, covariance);

    public double[] Mean { get; }

    public double[,] Covariance { get; }

    public static GaussianPosterior Of(double[] mean, double[,] covariance) => new(mean, covariance);

    public static GaussianPosterior Of(double[] prior, double[,] covariance, double[,] h, float[] observed, float[] variances)
    {
        var crossed = Multiply(covariance, Transpose(h));
        var total = Multiply(h, crossed);
        for (var i = 0; i < variances.Length; i++)
        {
            total[i, i] += variances[i];
        }

        var gain = Multiply(crossed, Inverse(total));
        var equivalents = Multiply(h, Column(prior));
        var increment = Multiply(gain, Column([.. observed.Select((y, i) => y - equivalents[i, 0])]));
        return new GaussianPosterior(
            [.. prior.Select((m, i) => m + increment[i, 0])], Add(covariance, Multiply(gain, Transpose(crossed)), -1));
    }

    /// <summary>Probabilities of a worse fit of mean and covariance if the samples are exact.</summary>
    public (double Mean, double Covariance) Test(float[] samples)
    {
        var size = Mean.Length;
        var members = samples.Length / size;
        var whiten = InverseCholesky(Covariance);
        var (z, sum, squares) = (new double[size], new double[size], new double[size, size]);
        for (var member = 0; member < members; member++)
        {
            for (var i = 0; i < size; i++)
            {
                z[i] = 0;
                for (var j = 0; j <= i; j++)
                {
                    z[i] += whiten[i, j] * (samples[(member * size) + j] - Mean[j]);
                }

                sum[i] += z[i];
                for (var j = 0; j <= i; j++)
                {
                    squares[i, j] += z[i] * z[j];
                }
            }
        }

        var (ofMean, ofCovariance) = (sum.Sum(s => s * s / members), Statistic(size, members, (i, j) => squares[i, j] / members));
        return (SpecialFunctions.ChiSquareUpperTail(ofMean, size), SpecialFunctions.ChiSquareUpperTail(ofCovariance, size * (size + 1) / 2.0));
    }

    /// <summary>
    /// The same two statistics for the map from noise to samples, which is affine here: what discretisation alone adds to a test with
    /// so many members.
    /// </summary>
    public (double Mean, double Covariance) Bias(double[] offset, double[,] map, int members)
    {
        var whiten = InverseCholesky(Covariance);
        var shift = Multiply(whiten, Add(Column(offset), Column(Mean), -1));
        var spread = Multiply(whiten, map);
        var second = Multiply(spread, Transpose(spread));
        var ofMean = members * Enumerable.Range(0, offset.Length).Sum(i => shift[i, 0] * shift[i, 0]);
        return (ofMean, Statistic(offset.Length, members, (i, j) => second[i, j]));
    }

    private static double Statistic(int size, int members, Func<int, int, double> second) => members * Enumerable.Range(0, size).Sum(
        i => (Math.Pow(second(i, i) - 1, 2) / 2) + Enumerable.Range(0, i).Sum(j => Math.Pow(second(i, j), 2)));
}
