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
    public void Adjoint(ReadOnlySpan<float> states, float[] cotangent, Span<float> gradient) => cotangent.CopyTo(gradient);

    /// <inheritdoc/>
    public float[] Tangent(ReadOnlySpan<float> states, ReadOnlySpan<float> directions) => directions.ToArray();
}
