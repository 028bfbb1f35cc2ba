using Slams.Diffusion.Guidance;
using Slams.Diffusion.Networks;

namespace Slams.Diffusion.Ablation;

/// <summary>
/// Observation operator of <see cref="FieldObservations"/>: state → fields → means over cells, divided by each channel's error. All
/// errors are 1 in these units, so that a few iterations serve precise and poor observations alike.
/// </summary>
public sealed class FieldOperator : IObservationOperator
{
    private static readonly float[] Unit = [1f];
    private readonly IStateFields _fields;
    private readonly FieldObservations _observations;
    private readonly float[] _observed;
    private readonly int _cells;

    /// <summary>Makes an operator.</summary>
    /// <param name="fields">From states to fields.</param>
    /// <param name="observations">What was observed.</param>
    /// <param name="channels">Channels of a state.</param>
    public FieldOperator(IStateFields fields, FieldObservations observations, int channels)
    {
        (_fields, _observations, _cells) = (fields, observations, fields.FieldsSize / channels);
        _observed = [.. observations.Values.Select((value, i) => value / observations.Errors[i / observations.Means.Count])];
    }

    /// <inheritdoc/>
    public int ObservationCount => _observed.Length;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Observed => _observed;

    /// <inheritdoc/>
    public ReadOnlySpan<float> ErrorVariances => Unit;

    /// <inheritdoc/>
    public ILinearisedOperator Linearise(ReadOnlySpan<float> states, Span<float> equivalents)
    {
        var fields = _fields.Linearise(states);
        Reduce(fields.Fields, equivalents);
        return new Linearised(this, fields);
    }

    /// <summary>The transpose of <see cref="Reduce"/>.</summary>
    private float[] Spread(ReadOnlySpan<float> weights)
    {
        var batch = weights.Length / _observed.Length;
        var cotangent = new float[batch * _fields.FieldsSize];
        var scaled = new float[_observations.Means.Count];
        for (var b = 0; b < batch; b++)
        {
            for (var c = 0; c < _observations.Channels.Count; c++)
            {
                for (var i = 0; i < scaled.Length; i++)
                {
                    scaled[i] = weights[(((b * _observations.Channels.Count) + c) * scaled.Length) + i] / _observations.Errors[c];
                }

                _observations.Means.AddAdjoint(scaled, cotangent.AsSpan((b * _fields.FieldsSize) + (_observations.Channels[c] * _cells), _cells));
            }
        }

        return cotangent;
    }

    private void Reduce(float[] fields, Span<float> equivalents)
    {
        var count = _observations.Means.Count;
        for (var block = 0; block < equivalents.Length / count; block++)
        {
            var (b, c) = Math.DivRem(block, _observations.Channels.Count);
            var values = equivalents.Slice(block * count, count);
            _observations.Means.Apply(fields.AsSpan((b * _fields.FieldsSize) + (_observations.Channels[c] * _cells), _cells), values);
            foreach (ref var value in values)
            {
                value /= _observations.Errors[c];
            }
        }
    }

    private sealed class Linearised(FieldOperator observations, ILinearisedFields fields) : ILinearisedOperator
    {
        public void ApplyAdjoint(ReadOnlySpan<float> weights, Span<float> gradient) => fields.ApplyAdjoint(observations.Spread(weights), gradient);

        public void ApplyTangent(ReadOnlySpan<float> directions, Span<float> equivalents) => observations.Reduce(fields.ApplyTangent(directions), equivalents);

        public void Dispose() => fields.Dispose();
    }
}
