using Slams.Diffusion.Sampling;

namespace Slams.Diffusion.Networks;

/// <summary>
/// The denoiser of a network that predicts the velocity v, so that E[x | x_t] = α x_t − σ v, with everything but the noised states and
/// the noise level held fixed.
/// </summary>
public sealed class VelocityDenoiser : IDenoiser
{
    private readonly OnnxNetwork _network;
    private readonly LinearisedNetwork _linearised;
    private readonly INoiseSchedule _schedule;
    private readonly (string Name, float[] Values)[] _fixed;
    private readonly int _embedding;

    /// <summary>Prepares a denoiser.</summary>
    /// <param name="network">Score network: <c>noised</c> and <c>noise</c> to <c>velocity</c>.</param>
    /// <param name="linearised">The same with its adjoint.</param>
    /// <param name="schedule">Schedule it was trained with.</param>
    /// <param name="fixedInputs">Every other input, one sample each.</param>
    public VelocityDenoiser(
        OnnxNetwork network, LinearisedNetwork linearised, INoiseSchedule schedule, IReadOnlyList<(string Name, float[] Values)> fixedInputs)
    {
        (_network, _linearised, _schedule, _fixed) = (network, linearised, schedule, [.. fixedInputs]);
        StateSize = network.SampleSize("noised");
        _embedding = network.SampleSize("noise");
    }

    /// <inheritdoc/>
    public int StateSize { get; }

    /// <inheritdoc/>
    public void Denoise(ReadOnlySpan<float> noised, double t, Span<float> clean)
    {
        var velocity = new float[noised.Length];
        _network.Run(noised.Length / StateSize, Inputs(noised, t), [("velocity", velocity)]);
        ToClean(noised, t, velocity, clean);
    }

    /// <inheritdoc/>
    public ILinearisedDenoiser Linearise(ReadOnlySpan<float> noised, double t, Span<float> clean)
    {
        var velocity = new float[noised.Length];
        var network = _linearised.Linearise(noised.Length / StateSize, Inputs(noised, t), [("velocity", velocity)]);
        ToClean(noised, t, velocity, clean);
        return new LinearisedVelocity(network, StateSize, (float)_schedule.Alpha(t), (float)_schedule.Sigma(t));
    }

    private void ToClean(ReadOnlySpan<float> noised, double t, float[] velocity, Span<float> clean)
    {
        var (alpha, sigma) = ((float)_schedule.Alpha(t), (float)_schedule.Sigma(t));
        for (var i = 0; i < velocity.Length; i++)
        {
            clean[i] = (alpha * noised[i]) - (sigma * velocity[i]);
        }
    }

    private (string, float[])[] Inputs(ReadOnlySpan<float> noised, double t)
    {
        var batch = noised.Length / StateSize;
        var embedding = new float[_embedding];
        NoiseEmbedding.Fill(t, embedding);
        return [("noised", noised.ToArray()), ("noise", Batches.Repeat(embedding, batch)), .. _fixed.Select(input => (input.Name, Batches.Repeat(input.Values, batch)))];
    }
}
