using Slams.Training.Stages;

namespace Slams.Training;

/// <summary>What a training run needs.</summary>
public sealed record TrainingOptions
{
    /// <summary>Folder with train_YEAR.nc files.</summary>
    public required string DataFolder { get; init; }

    /// <summary>File with orography and land fraction.</summary>
    public required string StaticFile { get; init; }

    /// <summary>CSV of station sites: id, latitude, longitude.</summary>
    public required string SitesFile { get; init; }

    /// <summary>Folder of checkpoints.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>
    /// Folder of a finished model to go on from: its climatology and autoencoder stay as they are, analysis network and denoiser start
    /// from its weights. Null trains everything from fresh weights.
    /// </summary>
    public string? StartFolder { get; init; }

    /// <summary>States for judging while training; never trained on.</summary>
    public string? ValidationFile { get; init; }

    /// <summary>Seed of weights and batches.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Samples per step.</summary>
    public int Batch { get; init; } = 16;

    /// <summary>Steps of the autoencoder.</summary>
    public long AutoencoderSteps { get; init; } = 900;

    /// <summary>Steps of the analysis network.</summary>
    public long AnalysisSteps { get; init; } = 3000;

    /// <summary>Steps of the denoiser.</summary>
    public long DenoiserSteps { get; init; } = 400;

    /// <summary>Peak learning rate of the analysis network.</summary>
    public double AnalysisRate { get; init; } = 1e-3;

    /// <summary>Peak learning rate of the denoiser.</summary>
    public double DenoiserRate { get; init; } = 1e-3;

    /// <summary>Precision of the forward and backward pass.</summary>
    public TrainingPrecision Precision { get; init; }

    /// <summary>Threads of the tensor library.</summary>
    public int Threads { get; init; } = 2;
}
