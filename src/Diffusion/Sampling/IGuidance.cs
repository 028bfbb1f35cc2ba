namespace Slams.Diffusion.Sampling;

/// <summary>Pulls the denoised estimate towards observations: E[x | x_t] becomes E[x | x_t, y].</summary>
public interface IGuidance
{
    /// <summary>Whether this noise level is to be guided.</summary>
    bool IsActive(double t);

    /// <summary>Corrects a batch of denoised states in place.</summary>
    /// <param name="denoiser">The denoiser at the noised states.</param>
    /// <param name="schedule">Schedule of the noise.</param>
    /// <param name="t">Noise level.</param>
    /// <param name="clean">E[x | x_t], corrected in place.</param>
    void Correct(ILinearisedDenoiser denoiser, INoiseSchedule schedule, double t, Span<float> clean);
}
