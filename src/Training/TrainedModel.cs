using Slams.Formats.Models;
using Slams.Training.Networks;

namespace Slams.Training;

/// <summary>The networks of a model and what they belong to, ready to be exported.</summary>
/// <param name="Climatology">Grid, climatology, scaling and static fields.</param>
/// <param name="Shapes">Sizes of the networks.</param>
/// <param name="Step">From one cycle to the next.</param>
/// <param name="Encoder">State to latent frame.</param>
/// <param name="Decoder">Latent frame to state.</param>
/// <param name="Analysis">Observations and background to mean and log spread.</param>
/// <param name="Denoiser">Noised residual to velocity.</param>
/// <param name="Inflation">Factor on the spread of each channel of the latent window.</param>
public sealed record TrainedModel(
    ModelClimatology Climatology, NetworkShapes Shapes, TimeSpan Step,
    TorchNetwork Encoder, TorchNetwork Decoder, TorchNetwork Analysis, TorchNetwork Denoiser, float[] Inflation)
{
    /// <summary>How it was made, for people.</summary>
    public IReadOnlyDictionary<string, string> Notes { get; init; } = new Dictionary<string, string>();
}
