using Slams.Core.Satellites;

namespace Slams.Core.Tests.Satellites;

public sealed class PlanckConstantsTests
{
    private const double Planck = 6.62607015e-34, Light = 299_792_458, Boltzmann = 1.380649e-23;

    /// <summary>Without correction for the width of a band, the temperature of a black body is that which Planck's law gives it.</summary>
    [Theory]
    [InlineData(190)]
    [InlineData(250)]
    [InlineData(300)]
    public void Temperature_of_a_black_body(double temperature)
    {
        // 11.2 µm: wavenumber in m-1; mW m-2 sr-1 (cm-1)-1 is 1e5 of W m-2 sr-1 (m-1)-1.
        const double Wavenumber = 1 / 11.2e-6;
        var radiance = 2 * Planck * Light * Light * Math.Pow(Wavenumber, 3) / (Math.Exp(Planck * Light * Wavenumber / (Boltzmann * temperature)) - 1) * 1e5;
        var constants = new PlanckConstants(2 * Planck * Light * Light * Math.Pow(Wavenumber, 3) * 1e5, Planck * Light * Wavenumber / Boltzmann, 0, 1);

        Assert.Equal(temperature, constants.Temperature(radiance), 1e-9);
        Assert.Equal(radiance, constants.Radiance(temperature), 1e-9);
    }

    [Fact]
    public void The_width_of_the_band_is_a_line()
    {
        var (narrow, wide) = (new PlanckConstants(8510.22, 1286.67, 0, 1), new PlanckConstants(8510.22, 1286.67, 0.22516, 0.9992));

        Assert.Equal((narrow.Temperature(90) - 0.22516) / 0.9992, wide.Temperature(90), 1e-12);
        Assert.Equal(280, wide.Temperature(wide.Radiance(280)), 1e-9);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-0.2)]
    [InlineData(double.NaN)]
    public void Space_has_no_temperature(double radiance) => Assert.True(double.IsNaN(new PlanckConstants(8510.22, 1286.67, 0.22516, 0.9992).Temperature(radiance)));

    [Theory]
    [InlineData(-999, 1286, 0, 1, false)]
    [InlineData(8510, double.NaN, 0, 1, false)]
    [InlineData(8510, 1286, double.PositiveInfinity, 1, false)]
    [InlineData(8510, 1286, 0, 0, false)]
    [InlineData(8510, 1286, 0.2, 0.999, true)]
    public void Usable_or_not(double fk1, double fk2, double bc1, double bc2, bool usable) =>
        Assert.Equal(usable, new PlanckConstants(fk1, fk2, bc1, bc2).AreUsable);
}
