namespace Slams.Diffusion.Sampling;

/// <summary>Variance-preserving cosine schedule (Nichol and Dhariwal 2021): α = cos(πt/2), σ = sin(πt/2).</summary>
public sealed class CosineSchedule : INoiseSchedule
{
    /// <inheritdoc/>
    public double Alpha(double t) => Math.Cos(Math.PI / 2 * t);

    /// <inheritdoc/>
    public double Sigma(double t) => Math.Sin(Math.PI / 2 * t);
}
