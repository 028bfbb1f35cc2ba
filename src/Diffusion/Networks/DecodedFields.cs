namespace Slams.Diffusion.Networks;

/// <summary>In latent space the decoder makes the fields.</summary>
/// <param name="decoder">Latent frame to state.</param>
/// <param name="linearised">The same with its adjoint.</param>
/// <param name="staticFields">Static fields.</param>
public sealed class DecodedFields(OnnxNetwork decoder, LinearisedNetwork linearised, float[] staticFields) : IStateFields
{
    /// <inheritdoc/>
    public int StateSize { get; } = decoder.SampleSize("latent");

    /// <inheritdoc/>
    public int FieldsSize { get; } = decoder.SampleSize("state");

    /// <inheritdoc/>
    public float[] Fields(ReadOnlySpan<float> states) => Decode(states.ToArray());

    /// <inheritdoc/>
    public ILinearisedFields Linearise(ReadOnlySpan<float> states)
    {
        var (latents, batch) = (states.ToArray(), states.Length / StateSize);
        var fields = new float[batch * FieldsSize];
        return new LinearisedDecoder(Decode, latents, fields, linearised.Linearise(batch, Inputs(latents), [("state", fields)]));
    }

    private float[] Decode(float[] latents)
    {
        var fields = new float[latents.Length / StateSize * FieldsSize];
        decoder.Run(latents.Length / StateSize, Inputs(latents), [("state", fields)]);
        return fields;
    }

    private (string, float[])[] Inputs(float[] latents) => [("latent", latents), ("static", Batches.Repeat(staticFields, latents.Length / StateSize))];
}
