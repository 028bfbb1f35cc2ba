namespace Slams.Diffusion.Sampling;

/// <summary>Pulls the denoised estimate towards observations: E[x | x_t] becomes E[x | x_t, y].</summary>
public interface IGuidance
{
    /// <summary>Whether this noise level is to be guided.</summary>
    bool IsActive(double t);

    /// <summary>Corrects a batch of denoised states in place.</summary>
    void Correct(IDenoiser denoiser, INoiseSchedule schedule, ReadOnlySpan<float> noised, double t, Span<float> clean);
}
