namespace Slams.Diffusion.Sampling;

/// <summary>Turns noise into samples.</summary>
public interface ISampler
{
    /// <summary>Replaces a batch of standard normal states by samples, in place.</summary>
    void Sample(IDenoiser denoiser, IGuidance? guidance, Span<float> states, CancellationToken cancellationToken);
}
