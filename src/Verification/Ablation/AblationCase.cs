namespace Slams.Verification.Ablation;

/// <summary>One row of the table.</summary>
/// <param name="Setting">Degradation; null for rows that use no copy.</param>
/// <param name="Kinds">Fields given.</param>
/// <param name="Space">Space of the prior, or what the row is instead.</param>
public sealed record AblationCase(AblationSetting? Setting, ObservedKinds Kinds, string Space)
{
    /// <summary>Rows without a prior.</summary>
    public const string Autoencoder = "autoencoder", Climatology = "climatology", Interpolation = "interpolation";
}
