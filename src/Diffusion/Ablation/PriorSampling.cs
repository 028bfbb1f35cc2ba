namespace Slams.Diffusion.Ablation;

/// <summary>How the posterior of a prior is sampled; the same in both spaces.</summary>
public sealed record PriorSampling
{
    /// <summary>Noise levels the sampler visits.</summary>
    public int Steps { get; init; } = 12;

    /// <summary>Lowest of them.</summary>
    public double LastLevel { get; init; } = 0.03;

    /// <summary>Iterations of the guidance at each noise level.</summary>
    public int Iterations { get; init; } = 2;

    /// <summary>Noise level from which downwards samples are guided.</summary>
    public double HighestLevel { get; init; } = 0.97;
}
