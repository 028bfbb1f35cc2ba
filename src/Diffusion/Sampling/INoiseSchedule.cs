namespace Slams.Diffusion.Sampling;

/// <summary>Signal and noise scales of a diffusion: x_t = α(t) x + σ(t) ε, t from 0 (clean) to 1 (noise).</summary>
public interface INoiseSchedule
{
    /// <summary>Signal scale.</summary>
    double Alpha(double t);

    /// <summary>Noise scale.</summary>
    double Sigma(double t);
}
