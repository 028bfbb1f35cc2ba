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

    public ILinearisedFields Linearise(ReadOnlySpan<float> states) => new Linearised(this, Fields(states));

    private sealed class Linearised(LinearFields decoder, float[] fields) : ILinearisedFields
    {
        public float[] Fields => fields;

        public void ApplyAdjoint(float[] cotangent, Span<float> gradient) => Matrices.Multiply(decoder._transposed, decoder.FieldsSize, cotangent, gradient);

        public float[] ApplyTangent(ReadOnlySpan<float> directions) => decoder.Fields(directions);

        public void Dispose()
        {
        }
    }
}
