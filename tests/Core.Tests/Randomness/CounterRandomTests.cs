using Slams.Core.Randomness;

namespace Slams.Core.Tests.Randomness;

public sealed class CounterRandomTests
{
    /// <summary>Known answers published with the Random123 library (kat_vectors, philox4x32 10 rounds).</summary>
    [Theory]
    [InlineData(0UL, 0UL, 0UL, 0x6627e8d5U, 0xe169c58dU, 0xbc57ac4cU, 0x9b00dbd8U)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x408f276dU, 0x41c83b0eU, 0xa20bc7c6U, 0x6d5451fdU)]
    [InlineData(0x299f31d0a4093822UL, 0x0370734413198a2eUL, 0x85a308d3243f6a88UL, 0xd16cfe09U, 0x94fdccebU, 0x5001e420U, 0x24126ea1U)]
    public void Known_answers(ulong seed, ulong stream, ulong index, uint a, uint b, uint c, uint d) =>
        Assert.Equal((a, b, c, d), CounterRandom.Words(seed, stream, index));

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_standard_normal()
    {
        var values = new float[200_000];
        CounterRandom.FillNormal(7, 3, values);
        var mean = values.Average(v => (double)v);
        var variance = values.Average(v => (double)v * v);
        var fourth = values.Average(v => Math.Pow(v, 4));
        Assert.Equal(0, mean, 0.01);
        Assert.Equal(1, variance, 0.02);
        Assert.Equal(3, fourth, 0.1);
    }

    [Fact]
    public void A_shorter_fill_is_the_beginning_of_a_longer_one()
    {
        var longer = new float[101];
        var shorter = new float[18];
        CounterRandom.FillNormal(1, 2, longer);
        CounterRandom.FillNormal(1, 2, shorter);
        Assert.Equal(longer[..18], shorter);
    }

    [Fact]
    public void Uniform_numbers_stay_within_the_open_interval_and_fill_it_evenly()
    {
        var counts = new int[10];
        for (ulong i = 0; i < 100_000; i++)
        {
            var value = CounterRandom.Uniform(5, 6, i);
            Assert.InRange(value, double.Epsilon, 1 - 1e-12);
            counts[(int)(value * 10)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }

    [Fact]
    public void Streams_and_seeds_differ()
    {
        Assert.NotEqual(CounterRandom.Words(1, 2, 3), CounterRandom.Words(1, 3, 3));
        Assert.NotEqual(CounterRandom.Words(1, 2, 3), CounterRandom.Words(2, 2, 3));
        Assert.NotEqual(CounterRandom.SeedFrom("a"), CounterRandom.SeedFrom("b"));
        Assert.Equal(CounterRandom.SeedFrom("0-20000-0-03772"), CounterRandom.SeedFrom("0-20000-0-03772".AsSpan()));
    }
}
