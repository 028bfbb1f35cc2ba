namespace Slams.Diffusion.Ablation;

/// <summary>
/// Error that an observation has in latent space beside its own: what the autoencoder loses of means over so many cells.
/// </summary>
/// <param name="CellsPerValue">Cells of a mean; 1 for points.</param>
/// <param name="Deviations">Root mean square by channel, normalised units.</param>
public sealed record RepresentationError(int CellsPerValue, float[] Deviations);
