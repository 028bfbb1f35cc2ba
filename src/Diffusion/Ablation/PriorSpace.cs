namespace Slams.Diffusion.Ablation;

/// <summary>Space in which an unconditional prior lives.</summary>
public enum PriorSpace
{
    /// <summary>Normalised anomalies on the state grid, <c>[channel, latitude, longitude]</c>.</summary>
    Pixel,

    /// <summary>Latent frames of the bundled autoencoder on the halved grid, <c>[channel, row, column]</c>.</summary>
    Latent,
}
