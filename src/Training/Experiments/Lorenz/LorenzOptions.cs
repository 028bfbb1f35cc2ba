namespace Slams.Training.Experiments.Lorenz;

/// <summary>Size of the Lorenz-63 experiment.</summary>
public sealed record LorenzOptions
{
    /// <summary>Seed of everything.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Frames of a trajectory; the protocol's own is 65, which takes twice the time.</summary>
    public int Frames { get; init; } = 33;

    /// <summary>Observed trajectories of each kind.</summary>
    public int Sets { get; init; } = 3;

    /// <summary>Members of each posterior.</summary>
    public int Members { get; init; } = 256;

    /// <summary>Particles of the reference.</summary>
    public int Particles { get; init; } = 32768;

    /// <summary>k: a window has 2k + 1 frames.</summary>
    public int HalfWindow { get; init; } = 3;

    /// <summary>Hidden width of the network.</summary>
    public int Width { get; init; } = 128;

    /// <summary>Training steps.</summary>
    public long TrainingSteps { get; init; } = 8000;

    /// <summary>Windows in a batch.</summary>
    public int Batch { get; init; } = 512;

    /// <summary>Peak learning rate.</summary>
    public double LearningRate { get; init; } = 2e-3;

    /// <summary>Steps of the sampler.</summary>
    public int SamplerSteps { get; init; } = 48;

    /// <summary>Lowest noise level of the sampler.</summary>
    public double LastLevel { get; init; } = 0.005;

    /// <summary>Conjugate-gradient iterations of the guidance.</summary>
    public int Iterations { get; init; } = 2;

    /// <summary>γ of the guidance compared with; that of its authors.</summary>
    public double Gamma { get; init; } = 0.03;
}
