using Slams.Assimilator.Observability;
using Slams.Core.Observations;

namespace Slams.Workers.Tests.Observability;

public sealed class DepartureSumsTests
{
    private const int Withheld = 1, Global = 0, North = 1, Tropics = 2, South = 3;

    [Fact]
    public void Sums_are_by_use_and_region_and_leave_out_what_is_flagged_or_not_finite()
    {
        var sums = new DepartureSums();
        sums.Add(QualityFlag.Assimilated, 60, 3, 1, 2, 1);
        sums.Add(QualityFlag.Assimilated, -60, -1, -1, 3, 1);
        sums.Add(QualityFlag.Passive, 20, 5, 4, 0, 2);
        sums.Add(QualityFlag.GrossError, 60, 100, 100, 0, 1);
        sums.Add(QualityFlag.Assimilated, 60, float.NaN, 1, 0, 1);

        Assert.Equal((2, 2.0, 10.0), (sums.Of(0, Global).Count, sums.Of(0, Global).Background, sums.Of(0, Global).BackgroundSquared));
        Assert.Equal([13, 4, 0, 9], new[] { Global, North, Tropics, South }.Select(region => sums.Of(0, region).SpreadSquared));
        Assert.Equal([1, 0, 1], new[] { North, Tropics, South }.Select(region => sums.Of(0, region).Count));
        Assert.Equal((1, 4.0), (sums.Of(Withheld, North).Count, sums.Of(Withheld, North).ChiSquare));
        Assert.Equal(0, sums.Of(Withheld, Tropics).Count);
    }

    [Fact]
    public void Chi_square_is_one_where_departures_have_the_variance_of_spread_and_error_together()
    {
        var (sums, random) = (new DepartureSums(), new Random(1));
        for (var i = 0; i < 20_000; i++)
        {
            // Spread 0.6 and error 0.8 make 1.
            var departure = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
            sums.Add(QualityFlag.Passive, 0, departure, departure, 0.6f, 0.8f);
        }

        var sum = sums.Of(Withheld, Tropics);
        Assert.Equal(1, sum.ChiSquare / sum.Count, 0.03);
        Assert.Equal(1, sum.Variance / sum.Count, 1e-6);
    }
}
