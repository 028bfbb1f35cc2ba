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

    /// <summary>The same with the derivatives at these states.</summary>
    ILinearisedFields Linearise(ReadOnlySpan<float> states);
}
