using Slams.Diffusion.Networks;

namespace Slams.Diffusion.Analysts;

/// <summary>
/// From the sampler's normalised residuals to physical anomalies: z = mean + inflation · spread · r, with one inflation for
/// each channel of the window, then the decoder on the last frame.
/// </summary>
internal sealed class WindowDecoder(OnnxNetwork decoder, OnnxNetwork adjoint, float[] mean, float[] logSpread, float[] inflation, float[] staticFields)
{
    private readonly int _frame = decoder.SampleSize("latent");
    private readonly float[] _spread = [.. logSpread.Select((l, i) => inflation[i / (logSpread.Length / inflation.Length)] * MathF.Exp(l))];

    /// <summary>Values of a residual window.</summary>
    public int WindowSize => mean.Length;

    /// <summary>Values of the decoded fields.</summary>
    public int FieldsSize { get; } = decoder.SampleSize("state");

    /// <summary>Values of one latent frame.</summary>
    public int FrameSize => _frame;

    /// <summary>Cells of one decoded field.</summary>
    public int Cells { get; } = staticFields.Length / 3;

    /// <summary>Latents of the analysis time for a batch of residual windows.</summary>
    public float[] Latents(ReadOnlySpan<float> windows)
    {
        var batch = windows.Length / WindowSize;
        var latents = new float[batch * _frame];
        var first = WindowSize - _frame;
        for (var b = 0; b < batch; b++)
        {
            for (var i = 0; i < _frame; i++)
            {
                latents[(b * _frame) + i] = mean[first + i] + (_spread[first + i] * windows[(b * WindowSize) + first + i]);
            }
        }

        return latents;
    }

    /// <summary>Decoded fields of a batch of residual windows, normalised anomalies.</summary>
    public float[] Decode(ReadOnlySpan<float> windows) => DecodeLatents(Latents(windows));

    /// <summary>Decoded fields of a batch of latent frames.</summary>
    public float[] DecodeLatents(float[] latents)
    {
        var batch = latents.Length / _frame;
        var fields = new float[batch * FieldsSize];
        decoder.Run(batch, [("latent", latents), ("static", Repeated(batch))], [("state", fields)]);
        return fields;
    }

    /// <summary>Pulls a cotangent of the decoded fields back to the residual windows.</summary>
    public void DecodeAdjoint(ReadOnlySpan<float> windows, float[] cotangent, Span<float> gradient)
    {
        var latents = Latents(windows);
        var batch = latents.Length / _frame;
        var pulled = new float[latents.Length];
        var state = new float[batch * FieldsSize];
        adjoint.Run(batch, [("latent", latents), ("static", Repeated(batch)), ("cotangent", cotangent)], [("state", state), ("adjoint", pulled)]);
        gradient.Clear();
        var first = WindowSize - _frame;
        for (var b = 0; b < batch; b++)
        {
            for (var i = 0; i < _frame; i++)
            {
                gradient[(b * WindowSize) + first + i] = _spread[first + i] * pulled[(b * _frame) + i];
            }
        }
    }

    private float[] Repeated(int batch)
    {
        var repeated = new float[batch * staticFields.Length];
        for (var b = 0; b < batch; b++)
        {
            staticFields.CopyTo(repeated, b * staticFields.Length);
        }

        return repeated;
    }
}
