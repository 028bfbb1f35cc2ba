using Slams.Training.Optimisation;

namespace Slams.Training.Tests.Optimisation;

public sealed class LearningRateTests
{
    private static readonly LearningRate Rate = new(1e-3, Steps: 1000, Warmup: 100, DescentShare: 0.3);

    [Theory]
    [InlineData(0, 1e-5)]
    [InlineData(49, 5e-4)]
    [InlineData(99, 1e-3)]
    [InlineData(500, 1e-3)]
    [InlineData(700, 1e-3)]
    [InlineData(850, 5e-4)]
    [InlineData(999, 1e-5)]
    public void Rises_stays_and_descends(long step, double expected) => Assert.Equal(expected, Rate.At(step), 1e-9);

    [Fact]
    public void A_longer_run_is_the_same_until_the_descent_of_the_shorter()
    {
        var longer = Rate with { Steps = 2000 };

        Assert.All(Enumerable.Range(0, 701), step => Assert.Equal(Rate.At(step), longer.At(step)));
    }
}
