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
    public ILinearisedFields Linearise(ReadOnlySpan<float> states) => new Linearised(this, decoder.Linearise(Latents(states)));

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

    /// <summary>The transpose of <see cref="OfLastFrame"/>.</summary>
    private void ToLastFrame(ReadOnlySpan<float> frames, Span<float> windows)
    {
        windows.Clear();
        for (var i = 0; i < frames.Length; i++)
        {
            var (b, at) = Math.DivRem(i, _frame);
            windows[(b * StateSize) + _first + at] = _spread[_first + at] * frames[i];
        }
    }

    private sealed class Linearised(WindowDecoder window, ILinearisedFields frame) : ILinearisedFields
    {
        public float[] Fields => frame.Fields;

        public void ApplyAdjoint(float[] cotangent, Span<float> gradient)
        {
            var pulled = new float[gradient.Length / window.StateSize * window._frame];
            frame.ApplyAdjoint(cotangent, pulled);
            window.ToLastFrame(pulled, gradient);
        }

        public float[] ApplyTangent(ReadOnlySpan<float> directions) => frame.ApplyTangent(window.OfLastFrame(directions));

        public void Dispose() => frame.Dispose();
    }
}
