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

    public void Apply(ReadOnlySpan<float> states, Span<float> equivalents) => Interpolate(_decoder.Fields(states), equivalents);

    public void ApplyAdjoint(ReadOnlySpan<float> states, ReadOnlySpan<float> weights, Span<float> gradient)
    {
        var batch = states.Length / _decoder.StateSize;
        var cotangent = new float[batch * _decoder.FieldsSize];
        for (var i = 0; i < weights.Length; i++)
        {
            var (b, number) = Math.DivRem(i, _temperatures.Count);
            _temperatures[number].ApplyAdjoint(weights[i], cotangent.AsSpan(b * _decoder.FieldsSize, _decoder.FieldsSize), _cells);
        }

        _decoder.Adjoint(states, cotangent, gradient);
    }

    public void ApplyTangent(ReadOnlySpan<float> states, ReadOnlySpan<float> directions, Span<float> equivalents) =>
        Interpolate(_decoder.Tangent(states, directions), equivalents);

    private void Interpolate(float[] fields, Span<float> equivalents)
    {
        for (var i = 0; i < equivalents.Length; i++)
        {
            var (b, number) = Math.DivRem(i, _temperatures.Count);
            equivalents[i] = _temperatures[number].Apply(fields.AsSpan(b * _decoder.FieldsSize, _decoder.FieldsSize), _cells);
        }
    }
}
