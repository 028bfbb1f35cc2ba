using Slams.Verification.Scores;

namespace Slams.Verification.Tests.Scores;

public sealed class SpecialFunctionsTests
{
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.841344746068543)]
    [InlineData(-1.959963984540054, 0.025)]
    [InlineData(-6, 9.865876450377e-10)]
    public void Normal_distribution(double z, double expected)
    {
        Assert.Equal(expected, SpecialFunctions.NormalCdf(z), expected * 1e-9);
        Assert.Equal(z, SpecialFunctions.NormalQuantile(expected), 1e-8);
    }

    [Fact]
    public void Chi_square_with_two_degrees_of_freedom_is_exponential()
    {
        foreach (var value in new[] { 0.1, 1, 4, 30, 200 })
        {
            Assert.Equal(Math.Exp(-value / 2), SpecialFunctions.ChiSquareUpperTail(value, 2), 1e-12);
        }
    }

    [Fact]
    public void Chi_square_with_even_degrees_of_freedom_is_a_poisson_sum()
    {
        // Q(k, x) = e^-x Σ x^i / i! for i < k.
        const double x = 7.3;
        const int k = 8;
        double term = Math.Exp(-x), sum = 0;
        for (var i = 0; i < k; i++)
        {
            sum += term;
            term *= x / (i + 1);
        }

        Assert.Equal(sum, SpecialFunctions.ChiSquareUpperTail(2 * x, 2 * k), 1e-12);
    }

    [Fact]
    public void Gamma_function_of_whole_and_half_numbers()
    {
        Assert.Equal(Math.Log(120), SpecialFunctions.LogGamma(6), 1e-12);
        Assert.Equal(Math.Log(Math.Sqrt(Math.PI)), SpecialFunctions.LogGamma(0.5), 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Quantiles_need_a_probability(double probability) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SpecialFunctions.NormalQuantile(probability));
}
