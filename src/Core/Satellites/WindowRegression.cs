namespace Slams.Core.Satellites;

/// <summary>
/// Outgoing longwave flux from the brightness temperature T of an infrared window: the temperature of a black body of that flux is
/// T (a + b T), and the flux is σ times its fourth power. Form and coefficients (1.228, −1.106e-3 K-1, for 10.5 to 12.5 µm) are those of Ohring,
/// Gruber and Ellingson (1984, J. Climate Appl. Meteor. 23, 416-425) as Yang and Slingo (2001, Mon. Wea. Rev. 129, 784-801) give them.
/// </summary>
/// <param name="Linear">Coefficient a.</param>
/// <param name="QuadraticPerK">Coefficient b, K-1.</param>
public sealed record WindowRegression(double Linear, double QuadraticPerK)
{
    /// <summary>Stefan-Boltzmann constant, W m-2 K-4.</summary>
    public const double StefanBoltzmann = 5.670374419e-8;

    /// <summary>Flux in W m-2 of a brightness temperature in K.</summary>
    public double Flux(double temperatureK)
    {
        var equivalent = temperatureK * (Linear + (QuadraticPerK * temperatureK));
        var squared = equivalent * equivalent;
        return StefanBoltzmann * squared * squared;
    }
}
