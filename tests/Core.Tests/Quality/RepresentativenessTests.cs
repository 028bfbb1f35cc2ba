using Slams.Core.Quality;

namespace Slams.Core.Tests.Quality;

public sealed class RepresentativenessTests
{
    [Fact]
    public void A_station_above_the_surface_of_the_model_is_colder_than_it_and_corrected_by_the_lapse_rate()
    {
        var standard = new Representativeness(new RepresentativenessOptions { LapseRateKPerKm = 6.5 });

        Assert.Equal(3.25, standard.HeightCorrectionK(500), 1e-12);
        Assert.Equal(-1.3, standard.HeightCorrectionK(-200), 1e-12);
        Assert.Equal(0, standard.HeightCorrectionK(null));
        Assert.Equal(0, new Representativeness(new RepresentativenessOptions()).HeightCorrectionK(500));
    }

    [Fact]
    public void Height_and_time_add_to_the_variance_of_the_error_whatever_their_sign()
    {
        var grown = new Representativeness(new RepresentativenessOptions { HeightErrorKPerKm = 2, TimeErrorKPerHour = 0.5 });

        Assert.Equal(Math.Sqrt(1 + 1), grown.ErrorK(1, -500, null), 1e-12);
        Assert.Equal(Math.Sqrt(1 + 2.25), grown.ErrorK(1, null, TimeSpan.FromHours(-3)), 1e-12);
        Assert.Equal(Math.Sqrt(1 + 1 + 2.25), grown.ErrorK(1, 500, TimeSpan.FromHours(3)), 1e-12);
        Assert.Equal(1, grown.ErrorK(1, 0, TimeSpan.Zero));
        Assert.Equal(0.7, new Representativeness(new RepresentativenessOptions()).ErrorK(0.7, 900, TimeSpan.FromHours(3)));
    }

    [Fact]
    public void Observations_of_one_place_count_together_as_one_where_their_errors_are_the_same_and_those_far_apart_as_many()
    {
        (double, double)[] positions = [.. Enumerable.Repeat((50.0, 10.0), 9), (50, 190), (-50, 10)];
        var factors = new Representativeness(new RepresentativenessOptions { DensityLengthKm = 50, DensityCorrelation = 1 }).DensityFactors(positions);
        Assert.All(factors[..9], factor => Assert.Equal(3, factor, 1e-9));
        Assert.Equal([1.0, 1.0], factors[9..]);

        var half = new Representativeness(new RepresentativenessOptions { DensityLengthKm = 50, DensityCorrelation = 0.5 }).DensityFactors(positions);
        Assert.Equal(Math.Sqrt(5), half[0], 1e-9);
        Assert.All(new Representativeness(new RepresentativenessOptions { DensityLengthKm = 50 }).DensityFactors(positions), factor => Assert.Equal(1, factor));
    }

    [Fact]
    public void The_correlation_falls_with_distance()
    {
        // Along the equator a degree is 111.2 km.
        var factors = new Representativeness(new RepresentativenessOptions { DensityLengthKm = 111.19, DensityCorrelation = 1 }).DensityFactors([(0, 0), (0, 1)]);

        Assert.All(factors, factor => Assert.Equal(Math.Sqrt(1 + Math.Exp(-0.5)), factor, 1e-4));
    }
}
