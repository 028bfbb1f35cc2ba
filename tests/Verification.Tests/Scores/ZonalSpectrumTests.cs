using Slams.Verification.Scores;

namespace Slams.Verification.Tests.Scores;

public sealed class ZonalSpectrumTests
{
    [Fact]
    public void A_wave_of_amplitude_a_has_power_half_a_squared_at_its_wavenumber()
    {
        var grid = TestGrids.Regular(6, 24);
        var spectrum = new ZonalSpectrum(grid);

        spectrum.Add(TestGrids.Field(grid, (_, longitude) => 2 + (3 * Math.Sin((5 * longitude * Math.PI / 180) + 0.4))));

        Assert.Equal(4, spectrum.Power[0], 1e-5);
        Assert.Equal(4.5, spectrum.Power[5], 1e-5);
        Assert.All(spectrum.Power.Where((_, k) => k is not (0 or 5)), power => Assert.Equal(0, power, 1e-9));
    }

    [Fact]
    public void Powers_add_up_to_the_mean_square_averaged_over_fields()
    {
        var grid = TestGrids.Regular(8, 20);
        var spectrum = new ZonalSpectrum(grid);
        var (first, second) = (TestGrids.Noise(grid, 1), TestGrids.Noise(grid, 2));

        spectrum.Add(first);
        spectrum.Add(second);

        Assert.Equal((FieldScores.MeanSquare(grid, first) + FieldScores.MeanSquare(grid, second)) / 2, spectrum.Power.Sum(), 1e-6);
    }

    [Fact]
    public void Log_distance_is_twenty_decibels_for_ten_times_the_amplitude_and_none_for_the_same()
    {
        var grid = TestGrids.Regular(8, 20);
        var field = TestGrids.Noise(grid, 3);
        var (one, ten) = (new ZonalSpectrum(grid), new ZonalSpectrum(grid));

        one.Add(field);
        ten.Add([.. field.Select(value => 10 * value)]);

        Assert.Equal(20, ten.LogDistance(one, 9), 1e-4);
        Assert.Equal(0, one.LogDistance(one, 9), 1e-12);
    }
}
