namespace Slams.Core.Satellites;

/// <summary>
/// Constants of one infrared band, after which T = (fk2 / ln(fk1 / L + 1) − bc1) / bc2 (GOES-R Product Definition and User's Guide, volume 3):
/// Planck's function at the central wavenumber, corrected for the width of the band.
/// </summary>
/// <param name="Fk1">2 h c² ν³, in the unit of the radiance, mW m-2 sr-1 (cm-1)-1.</param>
/// <param name="Fk2">h c ν / k, K.</param>
/// <param name="Bc1">Offset for the width of the band, K.</param>
/// <param name="Bc2">Factor for the width of the band.</param>
public sealed record PlanckConstants(double Fk1, double Fk2, double Bc1, double Bc2)
{
    /// <summary>Whether radiances can be turned into temperatures with them: bands of reflected light have fill values.</summary>
    public bool AreUsable => Fk1 > 0 && Fk2 > 0 && Bc2 > 0 && double.IsFinite(Fk1) && double.IsFinite(Fk2) && double.IsFinite(Bc1) && double.IsFinite(Bc2);

    /// <summary>Brightness temperature in K of a radiance in mW m-2 sr-1 (cm-1)-1; NaN where the radiance is not positive.</summary>
    public double Temperature(double radiance) => radiance > 0 ? ((Fk2 / Math.Log((Fk1 / radiance) + 1)) - Bc1) / Bc2 : double.NaN;

    /// <summary>Radiance in mW m-2 sr-1 (cm-1)-1 of a brightness temperature in K.</summary>
    public double Radiance(double temperatureK) => Fk1 / (Math.Exp(Fk2 / (Bc1 + (Bc2 * temperatureK))) - 1);
}
