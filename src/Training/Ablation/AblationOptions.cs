using Slams.Diffusion.Ablation;
using Slams.Training.Stages;

namespace Slams.Training.Ablation;

/// <summary>What the training of the ablation's priors needs.</summary>
public sealed record AblationOptions
{
    /// <summary>Folder with train_YEAR.nc files.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Finished model: its climatology and static fields serve both priors, its autoencoder makes the latent space.</summary>
    public required string ModelFolder { get; init; }

    /// <summary>Folder of checkpoints.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Trains the prior of one space only, so that both can train side by side; null trains both.</summary>
    public PriorSpace? Only { get; init; }

    /// <summary>Steps of each prior.</summary>
    public long Steps { get; init; } = 3500;

    /// <summary>Samples per step.</summary>
    public int Batch { get; init; } = 16;

    /// <summary>Training states are every so many times.</summary>
    public int Stride { get; init; } = 2;

    /// <summary>Seed of weights and batches.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Threads of the tensor library.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Precision of the forward and backward pass.</summary>
    public TrainingPrecision Precision { get; init; }
}
