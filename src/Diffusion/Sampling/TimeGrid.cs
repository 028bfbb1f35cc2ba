namespace Slams.Diffusion.Sampling;

/// <summary>Noise levels that a sampler visits: evenly spaced in t from 1 down to <paramref name="Last"/>, then clean.</summary>
/// <param name="Steps">Network evaluations, at least 1.</param>
/// <param name="Last">Lowest noise level evaluated.</param>
public readonly record struct TimeGrid(int Steps, double Last = 0.03)
{
    /// <summary>Level of a step from 0.</summary>
    public double At(int step) => Steps == 1 ? 1 : 1 + ((Last - 1) * step / (Steps - 1));
}
