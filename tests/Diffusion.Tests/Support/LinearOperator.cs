using Slams.Diffusion.Guidance;

namespace Slams.Diffusion.Tests.Support;

/// <summary>Observations that are linear in the state: y = A x + e.</summary>
internal sealed class LinearOperator(double[,] matrix, float[] observed, float[] variances) : IObservationOperator, ILinearisedOperator
{
    private readonly double[] _matrix = [.. matrix.Cast<double>()];
    private readonly double[] _transposed = [.. Matrices.Transpose(matrix).Cast<double>()];

    public int ObservationCount { get; } = matrix.GetLength(0);

    public ReadOnlySpan<float> Observed => observed;

    public ReadOnlySpan<float> ErrorVariances => variances;

    public ILinearisedOperator Linearise(ReadOnlySpan<float> states, Span<float> equivalents)
    {
        ApplyTangent(states, equivalents);
        return this;
    }

    public void ApplyTangent(ReadOnlySpan<float> directions, Span<float> equivalents) =>
        Matrices.Multiply(_matrix, matrix.GetLength(1), directions, equivalents);

    public void ApplyAdjoint(ReadOnlySpan<float> weights, Span<float> gradient) => Matrices.Multiply(_transposed, ObservationCount, weights, gradient);

    public void Dispose()
    {
    }
}
