using Slams.Core.Randomness;
using Slams.Diffusion.Guidance;

namespace Slams.Training.Experiments.Lorenz;

/// <summary>Observations of the first coordinate of a trajectory, at evenly spaced frames, with independent normal errors.</summary>
public sealed class LorenzObservations : IObservationOperator, ILinearisedOperator
{
    private readonly int _stateSize;
    private readonly float[] _observed;
    private readonly float[] _variances;

    private LorenzObservations(int stateSize, int every, double deviation, float[] observed)
    {
        _stateSize = stateSize;
        Every = every;
        Deviation = deviation;
        _observed = observed;
        _variances = [.. observed.Select(_ => (float)(deviation * deviation))];
    }

    /// <summary>Frames from one observation to the next.</summary>
    public int Every { get; }

    /// <summary>Standard deviation of the errors, normalised.</summary>
    public double Deviation { get; }

    /// <inheritdoc/>
    public int ObservationCount => _observed.Length;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Observed => _observed;

    /// <inheritdoc/>
    public ReadOnlySpan<float> ErrorVariances => _variances;

    private int Stride => Every * LorenzChain.Coordinates;

    /// <summary>Observes a normalised trajectory.</summary>
    public static LorenzObservations Of(double[] trajectory, int every, double deviation, ulong seed)
    {
        var stride = every * LorenzChain.Coordinates;
        var observed = new float[((trajectory.Length - 1) / stride) + 1];
        CounterRandom.FillNormal(seed, 0, observed);
        for (var i = 0; i < observed.Length; i++)
        {
            observed[i] = (float)(trajectory[i * stride] + (deviation * observed[i]));
        }

        return new LorenzObservations(trajectory.Length, every, deviation, observed);
    }

    /// <summary>Logarithm of the density of all observations, given a normalised trajectory.</summary>
    public double LogLikelihood(double[] trajectory) =>
        Enumerable.Range(0, _observed.Length).Sum(i => LogLikelihood(i, trajectory[i * Stride]));

    /// <summary>Logarithm of the density of one observation, given the first coordinate.</summary>
    public double LogLikelihood(int observation, double coordinate) => LorenzChain.LogNormal(_observed[observation] - coordinate, Deviation);

    /// <inheritdoc/>
    public ILinearisedOperator Linearise(ReadOnlySpan<float> states, Span<float> equivalents)
    {
        ApplyTangent(states, equivalents);
        return this;
    }

    /// <inheritdoc/>
    public void ApplyTangent(ReadOnlySpan<float> directions, Span<float> equivalents)
    {
        for (var i = 0; i < equivalents.Length; i++)
        {
            equivalents[i] = directions[Place(i)];
        }
    }

    /// <inheritdoc/>
    public void ApplyAdjoint(ReadOnlySpan<float> weights, Span<float> gradient)
    {
        gradient.Clear();
        for (var i = 0; i < weights.Length; i++)
        {
            gradient[Place(i)] = weights[i];
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // The operator is linear and its own linearisation; it holds nothing.
    }

    private int Place(int i) => (i / _observed.Length * _stateSize) + (i % _observed.Length * Stride);
}
