namespace Slams.Verification.Ablation;

/// <summary>Names of the two spaces that the ablation compares.</summary>
public static class PriorSpaceName
{
    /// <summary>Fields on the grid.</summary>
    public const string Pixel = "pixel";

    /// <summary>Latent frames of the autoencoder.</summary>
    public const string Latent = "latent";
}
