namespace Slams.Diffusion.Networks;

/// <summary>From the sampler's states to fields of normalised anomalies <c>[channel, latitude, longitude]</c>; batches lie one after another.</summary>
public interface IStateFields
{
    /// <summary>Values of one state.</summary>
    int StateSize { get; }

    /// <summary>Values of the fields of one state.</summary>
    int FieldsSize { get; }

    /// <summary>The fields of a batch of states.</summary>
    float[] Fields(ReadOnlySpan<float> states);

    /// <summary>(∂fields/∂state)ᵀ applied to cotangents of the fields.</summary>
    void Adjoint(ReadOnlySpan<float> states, float[] cotangent, Span<float> gradient);

    /// <summary>(∂fields/∂state) applied to directions.</summary>
    float[] Tangent(ReadOnlySpan<float> states, ReadOnlySpan<float> directions);
}
