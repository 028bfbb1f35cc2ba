using Slams.Diffusion.Networks;

namespace Slams.Diffusion.Analysts;

/// <summary>
/// From the sampler's normalised residuals to physical anomalies: z = mean + inflation · spread · r, with one inflation for
/// each channel of the window, then the decoder on the last frame.
/// </summary>
internal sealed class WindowDecoder(IStateFields decoder, float[] mean, float[] logSpread, float[] inflation) : IStateFields
{
    private readonly int _frame = decoder.StateSize;
    private readonly int _first = mean.Length - decoder.StateSize;
    private readonly float[] _spread = [.. logSpread.Select((l, i) => inflation[i / (logSpread.Length / inflation.Length)] * MathF.Exp(l))];

    /// <summary>Values of a residual window.</summary>
    public int StateSize => mean.Length;

    /// <inheritdoc/>
    public int FieldsSize => decoder.FieldsSize;

    /// <summary>Values of one latent frame.</summary>
    public int FrameSize => _frame;

    /// <summary>Latents of the analysis time for a batch of residual windows.</summary>
    public float[] Latents(ReadOnlySpan<float> windows)
    {
        var latents = OfLastFrame(windows);
        for (var i = 0; i < latents.Length; i++)
        {
            latents[i] += mean[_first + (i % _frame)];
        }

        return latents;
    }

    /// <inheritdoc/>
    public float[] Fields(ReadOnlySpan<float> states) => decoder.Fields(Latents(states));

    /// <inheritdoc/>
    public void Adjoint(ReadOnlySpan<float> states, float[] cotangent, Span<float> gradient)
    {
        var latents = Latents(states);
        var pulled = new float[latents.Length];
        decoder.Adjoint(latents, cotangent, pulled);
        gradient.Clear();
        for (var i = 0; i < pulled.Length; i++)
        {
            var (b, at) = Math.DivRem(i, _frame);
            gradient[(b * StateSize) + _first + at] = _spread[_first + at] * pulled[i];
        }
    }

    /// <inheritdoc/>
    public float[] Tangent(ReadOnlySpan<float> states, ReadOnlySpan<float> directions) => decoder.Tangent(Latents(states), OfLastFrame(directions));

    /// <summary>The last frame of each window, times its spread.</summary>
    private float[] OfLastFrame(ReadOnlySpan<float> windows)
    {
        var scaled = new float[windows.Length / StateSize * _frame];
        for (var i = 0; i < scaled.Length; i++)
        {
            var (b, at) = Math.DivRem(i, _frame);
            scaled[i] = _spread[_first + at] * windows[(b * StateSize) + _first + at];
        }

        return scaled;
    }
}
