using Slams.Core.Analyses;
using Slams.Diffusion.Guidance;
using Slams.Diffusion.Networks;

namespace Slams.Diffusion.Analysts;

/// <summary>
/// Observation operator of guiding temperatures: residual window → latent of the analysis time → decoder → temperature
/// interpolated to each observation's place. Values are anomalies in units of the observations' errors.
/// </summary>
internal sealed class DecodedTemperatureOperator : IObservationOperator
{
    private readonly IStateFields _decoder;
    private readonly int _cells;
    private readonly IReadOnlyList<GuidedTemperature> _temperatures;
    private readonly float[] _observed;
    private readonly float[] _variances;

    public DecodedTemperatureOperator(IStateFields decoder, IReadOnlyList<GuidedTemperature> temperatures, int cells)
    {
        (_decoder, _temperatures, _cells) = (decoder, temperatures, cells);
        _observed = [.. temperatures.Select(temperature => temperature.Observed)];
        _variances = [.. temperatures.Select(_ => 1f)];
    }

    public int ObservationCount => _temperatures.Count;

    public ReadOnlySpan<float> Observed => _observed;

    public ReadOnlySpan<float> ErrorVariances => _variances;

    public ILinearisedOperator Linearise(ReadOnlySpan<float> states, Span<float> equivalents)
    {
        var fields = _decoder.Linearise(states);
        Interpolate(fields.Fields, equivalents);
        return new Linearised(this, fields);
    }

    /// <summary>The transpose of <see cref="Interpolate"/>.</summary>
    private float[] Spread(ReadOnlySpan<float> weights)
    {
        var cotangent = new float[weights.Length / _temperatures.Count * _decoder.FieldsSize];
        for (var i = 0; i < weights.Length; i++)
        {
            var (b, number) = Math.DivRem(i, _temperatures.Count);
            _temperatures[number].ApplyAdjoint(weights[i], cotangent.AsSpan(b * _decoder.FieldsSize, _decoder.FieldsSize), _cells);
        }

        return cotangent;
    }

    private void Interpolate(float[] fields, Span<float> equivalents)
    {
        for (var i = 0; i < equivalents.Length; i++)
        {
            var (b, number) = Math.DivRem(i, _temperatures.Count);
            equivalents[i] = _temperatures[number].Apply(fields.AsSpan(b * _decoder.FieldsSize, _decoder.FieldsSize), _cells);
        }
    }

    private sealed class Linearised(DecodedTemperatureOperator observations, ILinearisedFields fields) : ILinearisedOperator
    {
        public void ApplyAdjoint(ReadOnlySpan<float> weights, Span<float> gradient) => fields.ApplyAdjoint(observations.Spread(weights), gradient);

        public void ApplyTangent(ReadOnlySpan<float> directions, Span<float> equivalents) =>
            observations.Interpolate(fields.ApplyTangent(directions), equivalents);

        public void Dispose() => fields.Dispose();
    }
}
