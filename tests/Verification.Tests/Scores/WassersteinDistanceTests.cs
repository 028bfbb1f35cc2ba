using Slams.Verification.Scores;

namespace Slams.Verification.Tests.Scores;

public sealed class WassersteinDistanceTests
{
    [Fact]
    public void Shifted_sample_is_as_far_as_the_shift()
    {
        var values = TestGrids.Normal(5000, 1);
        Assert.Equal(0.75, WassersteinDistance.Between(values, [.. values.Select(v => v + 0.75f)]), 1e-5);
    }

    [Fact]
    public void Order_does_not_matter()
    {
        var values = TestGrids.Normal(100, 2);
        Assert.Equal(0, WassersteinDistance.Between(values, [.. values.Reverse()]), 1e-12);
    }

    /// <summary>Scaling a normal sample moves each quantile by its value: W1 = E|z| = √(2/π) for a doubling.</summary>
    [Fact]
    public void Doubled_normal_sample_is_as_far_as_its_mean_absolute_value()
    {
        var values = TestGrids.Normal(200_000, 3);
        Assert.Equal(Math.Sqrt(2 / Math.PI), WassersteinDistance.Between(values, [.. values.Select(v => 2 * v)]), 0.01);
    }

    [Fact]
    public void Unequal_sizes_compare_quantile_functions()
    {
        // {0, 1} against {0, 0, 1}: the functions differ by 1 on (1/2, 2/3).
        Assert.Equal(1.0 / 6, WassersteinDistance.Between([0f, 1f], [1f, 0f, 0f]), 1e-12);
        Assert.Equal(0, WassersteinDistance.Between([0f, 1f], [0f, 1f, 0f, 1f]), 1e-12);
        Assert.Throws<ArgumentException>(() => WassersteinDistance.Between([], [1f]));
    }
}
