using Slams.Core.Satellites;

namespace Slams.Core.Tests.Satellites;

public sealed class WindowRegressionTests
{
    private static readonly WindowRegression Ohring = new(1.228, -1.106e-3);

    /// <summary>The relation turned round, as it is used to get brightness temperatures from a model's flux (Yang and Slingo 2001).</summary>
    [Theory]
    [InlineData(100)]
    [InlineData(240)]
    [InlineData(300)]
    public void Turned_round_it_gives_the_brightness_temperature_back(double flux)
    {
        var equivalent = Math.Pow(flux / WindowRegression.StefanBoltzmann, 0.25);
        var temperature = (-1.228 + Math.Sqrt((1.228 * 1.228) - (4 * 1.106e-3 * equivalent))) / (2 * -1.106e-3);

        Assert.Equal(flux, Ohring.Flux(temperature), 1e-6);
    }

    [Fact]
    public void A_black_body_radiates_as_one() => Assert.Equal(459.3, new WindowRegression(1, 0).Flux(300), 0.1);

    [Theory]
    [InlineData(200, 93.22)]
    [InlineData(280, 247.87)]
    [InlineData(300, 296.29)]
    public void Values_by_hand(double temperature, double flux) => Assert.Equal(flux, Ohring.Flux(temperature), 0.01);
}
