using Slams.Core.Grids;

namespace Slams.Core.Quality;

/// <summary>
/// What a station temperature is not: that of the model's surface, of the time of the analysis, independent of its neighbours. The first is
/// corrected, and for each the assumed error grows. Pure functions.
/// </summary>
/// <param name="options">What errors grow with.</param>
public sealed class Representativeness(RepresentativenessOptions options)
{
    // Of more there is no telling apart; it bounds the cost where thousands report from one town.
    private const int MostNeighbours = 100;

    // Beyond three lengths the correlation is a hundredth of that at one place.
    private const double Lengths = 3;

    /// <summary>To be added to a temperature to bring it to the model's surface, K.</summary>
    /// <param name="metresAbove">Height of the station above the model's surface in m; null when it is not known.</param>
    public double HeightCorrectionK(double? metresAbove) => options.LapseRateKPerKm * Known(metresAbove) / 1000;

    /// <summary>The error with what the distance in height and time adds to its variance, K.</summary>
    /// <param name="errorK">The error without, K.</param>
    /// <param name="metresAbove">Height of the station above the model's surface in m; null when it is not known.</param>
    /// <param name="offset">Time of observation minus time of the analysis; null when it is not known.</param>
    public double ErrorK(double errorK, double? metresAbove, TimeSpan? offset)
    {
        var height = options.HeightErrorKPerKm * Known(metresAbove) / 1000;
        var time = options.TimeErrorKPerHour * (offset ?? TimeSpan.Zero).TotalHours;
        return height == 0 && time == 0 ? errorK : Math.Sqrt((errorK * errorK) + (height * height) + (time * time));
    }

    /// <summary>
    /// Factors on the errors of observations whose errors are correlated, but which the analysis takes for independent: √(1 + ρ Σ exp(−(r/L)²/2)) over
    /// the others, r straight through the earth. For n observations of one place with ρ = 1 it is √n: together they then count as one.
    /// </summary>
    /// <param name="positions">Latitude and longitude in degrees.</param>
    public double[] DensityFactors(IReadOnlyList<(double LatitudeDegrees, double LongitudeDegrees)> positions)
    {
        var factors = new double[positions.Count];
        Array.Fill(factors, 1);
        if (options.DensityLengthKm == 0 || options.DensityCorrelation == 0)
        {
            return factors;
        }

        var nearest = new NearestSites([.. positions.Select(position => position.LatitudeDegrees)], [.. positions.Select(position => position.LongitudeDegrees)]);
        var reach = Math.Min(2, Lengths * options.DensityLengthKm / GreatCircle.EarthRadiusKm);
        for (var i = 0; i < factors.Length; i++)
        {
            var sum = 0.0;
            foreach (var other in nearest.Of(i, MostNeighbours, reach))
            {
                var lengths = nearest.Chord(i, other) * GreatCircle.EarthRadiusKm / options.DensityLengthKm;
                sum += Math.Exp(-lengths * lengths / 2);
            }

            factors[i] = Math.Sqrt(1 + (options.DensityCorrelation * sum));
        }

        return factors;
    }

    // A height that is no number would make none of the temperature either.
    private static double Known(double? metres) => metres is { } known && double.IsFinite(known) ? known : 0;
}
