using Slams.Training.Networks;
using Slams.Training.Stages;

namespace Slams.Training;

/// <summary>The result of a training run, ready to be exported.</summary>
public sealed record TrainedModel(
    TrainingContext Context, TorchNetwork Encoder, TorchNetwork Decoder, TorchNetwork Analysis, TorchNetwork Denoiser);
