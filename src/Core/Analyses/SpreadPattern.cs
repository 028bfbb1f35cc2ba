using Slams.Core.Climatology;
using Slams.Core.Grids;

namespace Slams.Core.Analyses;

/// <summary>
/// Factors on an ensemble's departures from its mean that change with level, latitude and season:
/// ln f(c, φ, t) = a(c, |φ|) + b(c, |φ|) · min(1, max(−1, φ / 15°)) · cos 2π(t − 15 January) / year. Summer and winter of both hemispheres
/// thus share their coefficients: what an ensemble lacks in January in the north it lacks in July in the south.
/// </summary>
public sealed record SpreadPattern
{
    /// <summary>Bands of |latitude|, all of the same width, from the equator on.</summary>
    public const int Bands = 6;

    /// <summary>Width of a band, degrees.</summary>
    public const double BandDegrees = 90.0 / Bands;

    private const double ColdestDay = 15;

    /// <summary>a, <c>[channel, band]</c>, at the middle of each band; linear in between.</summary>
    public required float[] Annual { get; init; }

    /// <summary>b, likewise.</summary>
    public required float[] Seasonal { get; init; }

    /// <summary>The same factor everywhere at all times, one for each channel.</summary>
    public static SpreadPattern Of(IReadOnlyList<float> factors) => new()
    {
        Annual = [.. factors.SelectMany(factor => Enumerable.Repeat(MathF.Log(factor), Bands))],
        Seasonal = new float[factors.Count * Bands],
    };

    /// <summary>Both, one after the other: the factors multiply.</summary>
    public SpreadPattern Then(SpreadPattern next) => new() { Annual = Sum(Annual, next.Annual), Seasonal = Sum(Seasonal, next.Seasonal) };

    /// <summary>The factors of a time, <c>[channel, latitude]</c>.</summary>
    public float[] FactorsAt(LatLonGrid grid, DateTimeOffset time)
    {
        var season = SeasonAt(time);
        var factors = new float[Annual.Length / Bands * grid.Rows];
        for (var i = 0; i < factors.Length; i++)
        {
            var (channel, latitude) = (i / grid.Rows, grid.LatitudesDegrees[i % grid.Rows]);
            var towardsWinter = season * SideOf(latitude);
            factors[i] = (float)Math.Exp(At(Annual, channel, latitude) + (towardsWinter * At(Seasonal, channel, latitude)));
        }

        return factors;
    }

    /// <summary>1 in the depth of the northern winter, −1 half a year later.</summary>
    public static double SeasonAt(DateTimeOffset time)
    {
        // The second of the basis functions is the cosine of the phase, the third its sine.
        var basis = HarmonicClimatology.Basis(time);
        var shift = 2 * Math.PI * (ColdestDay - 1) / 365.25;
        return (basis[1] * Math.Cos(shift)) + (basis[2] * Math.Sin(shift));
    }

    /// <summary>1 in the north, −1 in the south, and between them in the inner tropics.</summary>
    public static double SideOf(double latitudeDegrees) => Math.Clamp(latitudeDegrees / BandDegrees, -1, 1);

    /// <summary>The band of a latitude.</summary>
    public static int BandOf(double latitudeDegrees) => Math.Min((int)(Math.Abs(latitudeDegrees) / BandDegrees), Bands - 1);

    private static double At(float[] values, int channel, double latitudeDegrees)
    {
        var place = Math.Clamp((Math.Abs(latitudeDegrees) / BandDegrees) - 0.5, 0, Bands - 1);
        var band = Math.Min((int)place, Bands - 2);
        var (low, high) = (values[(channel * Bands) + band], values[(channel * Bands) + band + 1]);
        return low + ((place - band) * (high - low));
    }

    private static float[] Sum(float[] left, float[] right) => left.Length == right.Length
        ? [.. left.Zip(right, (a, b) => a + b)]
        : throw new ArgumentException($"Patterns of {left.Length} and {right.Length} coefficients cannot be joined.");
}
