namespace Slams.Diffusion.Networks;

/// <summary>In latent space the decoder makes the fields.</summary>
/// <param name="decoder">Latent frame to state.</param>
/// <param name="adjoint">The same with its adjoint.</param>
/// <param name="staticFields">Static fields.</param>
public sealed class DecodedFields(OnnxNetwork decoder, OnnxNetwork adjoint, float[] staticFields) : IStateFields
{
    /// <inheritdoc/>
    public int StateSize { get; } = decoder.SampleSize("latent");

    /// <inheritdoc/>
    public int FieldsSize { get; } = decoder.SampleSize("state");

    /// <inheritdoc/>
    public float[] Fields(ReadOnlySpan<float> states)
    {
        var batch = states.Length / StateSize;
        var fields = new float[batch * FieldsSize];
        decoder.Run(batch, [("latent", states.ToArray()), ("static", Batches.Repeat(staticFields, batch))], [("state", fields)]);
        return fields;
    }

    /// <inheritdoc/>
    public void Adjoint(ReadOnlySpan<float> states, float[] cotangent, Span<float> gradient)
    {
        var batch = states.Length / StateSize;
        var (fields, pulled) = (new float[batch * FieldsSize], new float[states.Length]);
        adjoint.Run(
            batch, [("latent", states.ToArray()), ("static", Batches.Repeat(staticFields, batch)), ("cotangent", cotangent)],
            [("state", fields), ("adjoint", pulled)]);
        pulled.CopyTo(gradient);
    }

    /// <inheritdoc/>
    public float[] Tangent(ReadOnlySpan<float> states, ReadOnlySpan<float> directions)
    {
        // Central differences along the direction: the decoder is smooth and nearly linear, and no tangent network is needed.
        const float relative = 0.1f;
        var norm = 0.0;
        foreach (var value in directions)
        {
            norm += (double)value * value;
        }

        var step = (float)(relative / Math.Sqrt((norm / directions.Length) + 1e-12));
        var (ahead, behind) = (new float[states.Length], new float[states.Length]);
        for (var i = 0; i < ahead.Length; i++)
        {
            ahead[i] = states[i] + (step * directions[i]);
            behind[i] = states[i] - (step * directions[i]);
        }

        var (after, before) = (Fields(ahead), Fields(behind));
        for (var i = 0; i < after.Length; i++)
        {
            after[i] = (after[i] - before[i]) / (2 * step);
        }

        return after;
    }
}
