namespace Slams.Training.Experiments.Lorenz;

/// <summary>Size of the Lorenz-63 experiment.</summary>
public sealed record LorenzOptions
{
    /// <summary>Seed of everything.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>
    /// Frames of a trajectory, at least those of a window; the same number means that the network sees the whole, and nothing is put
    /// together. The protocol's own is 65.
    /// </summary>
    public int Frames { get; init; } = 17;

    /// <summary>Observed trajectories of each kind.</summary>
    public int Sets { get; init; } = 8;

    /// <summary>Members of each posterior.</summary>
    public int Members { get; init; } = 256;

    /// <summary>Particles of the reference.</summary>
    public int Particles { get; init; } = 32768;

    /// <summary>k: a window has 2k + 1 frames.</summary>
    public int HalfWindow { get; init; } = 8;

    /// <summary>Hidden width of the network.</summary>
    public int Width { get; init; } = 192;

    /// <summary>Training steps.</summary>
    public long TrainingSteps { get; init; } = 10000;

    /// <summary>Windows in a batch.</summary>
    public int Batch { get; init; } = 512;

    /// <summary>Peak learning rate.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Steps of the sampler.</summary>
    public int SamplerSteps { get; init; } = 48;

    /// <summary>Lowest noise level of the sampler.</summary>
    public double LastLevel { get; init; } = 0.03;

    /// <summary>
    /// Iterations of the guidance. The Jacobian of a learned denoiser is neither symmetric nor positive, so that more of them need not
    /// come nearer to the posterior.
    /// </summary>
    public int Iterations { get; init; } = 3;

    /// <summary>
    /// Noise levels above this are left unguided: where the signal is almost gone, V = (σ²/α) J multiplies the network's small errors
    /// of J by 1/α.
    /// </summary>
    public double HighestLevel { get; init; } = 0.97;

    /// <summary>γ of the guidance compared with; that of its authors.</summary>
    public double Gamma { get; init; } = 0.03;
}
