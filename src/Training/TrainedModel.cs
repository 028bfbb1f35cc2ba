using Slams.Training.Networks;
using Slams.Training.Stages;

namespace Slams.Training;

/// <summary>The result of a training run, ready to be exported.</summary>
/// <param name="Context">What the stages shared.</param>
/// <param name="Encoder">State to latent frame.</param>
/// <param name="Decoder">Latent frame to state.</param>
/// <param name="Analysis">Observations and background to mean and log spread.</param>
/// <param name="Denoiser">Noised residual to velocity.</param>
/// <param name="Inflation">Factor on the spread of each channel of the latent window.</param>
public sealed record TrainedModel(
    TrainingContext Context, TorchNetwork Encoder, TorchNetwork Decoder, TorchNetwork Analysis, TorchNetwork Denoiser, float[] Inflation);
