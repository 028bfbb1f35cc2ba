using Slams.Diffusion.Networks;

namespace Slams.Diffusion.Ablation;

/// <summary>In pixel space the state is the fields.</summary>
/// <param name="size">Values of one state.</param>
public sealed class PixelFields(int size) : IStateFields
{
    /// <inheritdoc/>
    public int StateSize => size;

    /// <inheritdoc/>
    public int FieldsSize => size;

    /// <inheritdoc/>
    public float[] Fields(ReadOnlySpan<float> states) => states.ToArray();

    /// <inheritdoc/>
    public ILinearisedFields Linearise(ReadOnlySpan<float> states) => new Identity(Fields(states));

    private sealed class Identity(float[] fields) : ILinearisedFields
    {
        public float[] Fields => fields;

        public void ApplyAdjoint(float[] cotangent, Span<float> gradient) => cotangent.CopyTo(gradient);

        public float[] ApplyTangent(ReadOnlySpan<float> directions) => directions.ToArray();

        public void Dispose()
        {
        }
    }
}
