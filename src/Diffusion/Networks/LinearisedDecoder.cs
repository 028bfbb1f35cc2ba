namespace Slams.Diffusion.Networks;

/// <summary>The decoder at the latents of one batch.</summary>
/// <param name="decode">The decoder.</param>
/// <param name="latents">Latents of the batch.</param>
/// <param name="fields">Its fields there.</param>
/// <param name="network">Its adjoint there.</param>
internal sealed class LinearisedDecoder(Func<float[], float[]> decode, float[] latents, float[] fields, NetworkLinearisation network) : ILinearisedFields
{
    // Root of the mean square of the step, in units of the latents. Shorter steps lose to rounding what they gain: the error of a tangent of
    // the bundled decoder is least, 4e-4 of it, from 0.001 to 0.003.
    private const double Step = 0.003;

    /// <inheritdoc/>
    public float[] Fields => fields;

    /// <inheritdoc/>
    public void ApplyAdjoint(float[] cotangent, Span<float> gradient)
    {
        var pulled = new float[latents.Length];
        network.ApplyAdjoint(cotangent, pulled);
        pulled.CopyTo(gradient);
    }

    /// <inheritdoc/>
    public float[] ApplyTangent(ReadOnlySpan<float> directions)
    {
        // The difference from the fields that are known: the decoder is smooth and nearly linear, and no tangent network is needed.
        var norm = 0.0;
        foreach (var value in directions)
        {
            norm += (double)value * value;
        }

        var scale = (float)(Step / Math.Sqrt((norm / directions.Length) + 1e-12));
        var ahead = new float[latents.Length];
        for (var i = 0; i < ahead.Length; i++)
        {
            ahead[i] = latents[i] + (scale * directions[i]);
        }

        var tangent = decode(ahead);
        for (var i = 0; i < tangent.Length; i++)
        {
            tangent[i] = (tangent[i] - fields[i]) / scale;
        }

        return tangent;
    }

    /// <inheritdoc/>
    public void Dispose() => network.Dispose();
}
