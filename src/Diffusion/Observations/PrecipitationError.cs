namespace Slams.Diffusion.Observations;

/// <summary>
/// How precipitation is observed: as log(1 + mm in 6 h), with a log-normal measurement error and a floor for drizzle that
/// gauges and the model's rounding cannot tell from none.
/// </summary>
public static class PrecipitationError
{
    /// <summary>Standard deviation of the logarithm of a measured amount.</summary>
    public const float LogNormalSigma = 0.3f;

    private const float DrizzleFloor = 0.1f;

    /// <summary>Amount in mm to the assimilated quantity.</summary>
    public static float ToLog(float amountMm) => MathF.Log(1 + MathF.Max(0, amountMm));

    /// <summary>Error of <paramref name="logAmount"/> = log(1 + p): σ p / (1 + p) with the floor added in variance.</summary>
    public static float SigmaLog(float logAmount)
    {
        var slope = LogNormalSigma * (1 - MathF.Exp(-logAmount));
        return MathF.Sqrt((slope * slope) + (DrizzleFloor * DrizzleFloor));
    }
}
