namespace Slams.Diffusion.Ablation;

/// <summary>How the priors were trained: what both share, and the size of each.</summary>
/// <param name="Steps">Steps of each.</param>
/// <param name="Batch">Samples per step.</param>
/// <param name="Seed">Seed of weights and batches.</param>
/// <param name="States">Training states, each also mirrored at the equator.</param>
/// <param name="PixelParameters">Trainable values of the prior in pixel space.</param>
/// <param name="LatentParameters">Trainable values of the prior in latent space.</param>
public sealed record PriorTraining(long Steps, int Batch, int Seed, int States, long PixelParameters, long LatentParameters);
