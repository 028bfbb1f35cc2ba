namespace Slams.Training.Networks;

/// <summary>Sizes that decide the networks; kept in the model manifest.</summary>
public sealed record NetworkShapes
{
    /// <summary>State channels: temperature levels, then t2m, OLR and precipitation.</summary>
    public required int StateChannels { get; init; }

    /// <summary>Channels of one latent frame on the halved grid.</summary>
    public int LatentChannels { get; init; } = 24;

    /// <summary>Consecutive latent frames sampled together; the last is the analysis time.</summary>
    public int WindowFrames { get; init; } = 2;

    /// <summary>Cycles of observations that the analysis network sees, the current one included.</summary>
    public int ObservationCycles { get; init; } = 8;

    /// <summary>Observation channels per cycle.</summary>
    public int ObservationChannels { get; init; } = 6;

    /// <summary>Static fields: orography, land fraction, sine of latitude.</summary>
    public int StaticChannels { get; init; } = 3;

    /// <summary>Calendar values: cosine and sine of the first two harmonics of the year.</summary>
    public int CalendarChannels { get; init; } = 4;

    /// <summary>Width of the autoencoder.</summary>
    public int AutoencoderWidth { get; init; } = 96;

    /// <summary>Widths of the analysis network by grid, finest first.</summary>
    public IReadOnlyList<int> AnalysisWidths { get; init; } = [96, 160, 224];

    /// <summary>Widths of the denoiser by grid, finest first.</summary>
    public IReadOnlyList<int> DenoiserWidths { get; init; } = [64, 96, 128];

    /// <summary>Widths of the ablation's unconditional priors by grid, finest first.</summary>
    public IReadOnlyList<int> PriorWidths { get; init; } = [64, 64, 48];

    /// <summary>Length of the noise-level embedding.</summary>
    public int NoiseEmbedding { get; init; } = 64;

    /// <summary>Channels of a whole latent window.</summary>
    public int WindowChannels => LatentChannels * WindowFrames;
}
