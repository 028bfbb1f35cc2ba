using Slams.Diffusion.Networks;
using Slams.Diffusion.Tests.Support;

namespace Slams.Diffusion.Tests.Ablation;

/// <summary>A linear decoder, fields = D · state.</summary>
internal sealed class LinearFields(double[,] matrix) : IStateFields
{
    private readonly double[] _matrix = [.. matrix.Cast<double>()];
    private readonly double[] _transposed = [.. Matrices.Transpose(matrix).Cast<double>()];

    public int StateSize => matrix.GetLength(1);

    public int FieldsSize => matrix.GetLength(0);

    public float[] Fields(ReadOnlySpan<float> states)
    {
        var fields = new float[states.Length / StateSize * FieldsSize];
        Matrices.Multiply(_matrix, StateSize, states, fields);
        return fields;
    }

    public void Adjoint(ReadOnlySpan<float> states, float[] cotangent, Span<float> gradient) =>
        Matrices.Multiply(_transposed, FieldsSize, cotangent, gradient);

    public float[] Tangent(ReadOnlySpan<float> states, ReadOnlySpan<float> directions) => Fields(directions);
}
