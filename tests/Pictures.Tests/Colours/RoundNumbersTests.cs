using Slams.Pictures.Colours;

namespace Slams.Pictures.Tests.Colours;

public sealed class RoundNumbersTests
{
    [Theory]
    [InlineData(60, 6, 10)]
    [InlineData(61, 6, 20)]
    [InlineData(1, 4, 0.5)]
    [InlineData(0.003, 3, 0.001)]
    [InlineData(4000, 5, 1000)]
    public void Steps_are_round_and_few(double span, int intervals, double step) => Assert.Equal(step, RoundNumbers.Step(span, intervals), 12);

    [Fact]
    public void Multiples_take_both_ends()
    {
        Assert.Equal([-0.2, -0.1, 0, 0.1, 0.2], RoundNumbers.Multiples(-0.2, 0.2, 0.1).Select(value => Math.Round(value, 9)));
        Assert.Equal([220, 240], RoundNumbers.Multiples(215, 259, 20));
        Assert.Empty(RoundNumbers.Multiples(1, 2, 10));
    }

    [Theory]
    [InlineData(-1.5, 1, "−1.5")]
    [InlineData(-0.01, 1, "0.0")]
    [InlineData(-0.4, 0, "0")]
    [InlineData(10, 0, "10")]
    [InlineData(-100, 0, "−100")]
    [InlineData(0, 2, "0.00")]
    public void Numbers_are_written_for_people(double value, int digits, string text) => Assert.Equal(text, RoundNumbers.Text(value, digits));
}
