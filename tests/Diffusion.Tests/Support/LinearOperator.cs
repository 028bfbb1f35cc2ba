using Slams.Diffusion.Guidance;

namespace Slams.Diffusion.Tests.Support;

/// <summary>Observations that are linear in the state: y = A x + e.</summary>
internal sealed class LinearOperator(double[,] matrix, float[] observed, float[] variances) : IObservationOperator
{
    public int ObservationCount => matrix.GetLength(0);

    public ReadOnlySpan<float> Observed => observed;

    public ReadOnlySpan<float> ErrorVariances => variances;

    private int StateSize => matrix.GetLength(1);

    public void Apply(ReadOnlySpan<float> states, Span<float> equivalents)
    {
        for (var i = 0; i < equivalents.Length; i++)
        {
            var sum = 0.0;
            for (var j = 0; j < StateSize; j++)
            {
                sum += matrix[i % ObservationCount, j] * states[(i / ObservationCount * StateSize) + j];
            }

            equivalents[i] = (float)sum;
        }
    }

    public void ApplyTangent(ReadOnlySpan<float> states, ReadOnlySpan<float> directions, Span<float> equivalents) => Apply(directions, equivalents);

    public void ApplyAdjoint(ReadOnlySpan<float> states, ReadOnlySpan<float> weights, Span<float> gradient)
    {
        for (var j = 0; j < gradient.Length; j++)
        {
            var sum = 0.0;
            for (var i = 0; i < ObservationCount; i++)
            {
                sum += matrix[i, j % StateSize] * weights[(j / StateSize * ObservationCount) + i];
            }

            gradient[j] = (float)sum;
        }
    }
}
