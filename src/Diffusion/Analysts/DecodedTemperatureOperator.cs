using Slams.Diffusion.Guidance;

namespace Slams.Diffusion.Analysts;

/// <summary>
/// Observation operator of guiding temperatures: residual window → latent of the analysis time → decoder → temperature
/// interpolated to each observation's place. Values are anomalies in units of the observations' errors.
/// </summary>
internal sealed class DecodedTemperatureOperator : IObservationOperator
{
    private readonly WindowDecoder _decoder;
    private readonly IReadOnlyList<GuidedTemperature> _temperatures;
    private readonly float[] _observed;
    private readonly float[] _variances;

    public DecodedTemperatureOperator(WindowDecoder decoder, IReadOnlyList<GuidedTemperature> temperatures)
    {
        (_decoder, _temperatures) = (decoder, temperatures);
        _observed = [.. temperatures.Select(temperature => temperature.Observed)];
        _variances = [.. temperatures.Select(_ => 1f)];
    }

    public int ObservationCount => _temperatures.Count;

    public ReadOnlySpan<float> Observed => _observed;

    public ReadOnlySpan<float> ErrorVariances => _variances;

    public void Apply(ReadOnlySpan<float> states, Span<float> equivalents) => Interpolate(_decoder.Decode(states), equivalents);

    public void ApplyAdjoint(ReadOnlySpan<float> states, ReadOnlySpan<float> weights, Span<float> gradient)
    {
        var batch = states.Length / _decoder.WindowSize;
        var cotangent = new float[batch * _decoder.FieldsSize];
        for (var i = 0; i < weights.Length; i++)
        {
            var (b, number) = Math.DivRem(i, _temperatures.Count);
            _temperatures[number].ApplyAdjoint(weights[i], cotangent.AsSpan(b * _decoder.FieldsSize, _decoder.FieldsSize), _decoder.Cells);
        }

        _decoder.DecodeAdjoint(states, cotangent, gradient);
    }

    public void ApplyTangent(ReadOnlySpan<float> states, ReadOnlySpan<float> directions, Span<float> equivalents)
    {
        // A difference along the direction: the decoder is smooth, and a forward pass is cheaper than a tangent network.
        var norm = 0.0;
        foreach (var value in directions)
        {
            norm += (double)value * value;
        }

        var step = (float)(0.1 / Math.Sqrt((norm / directions.Length) + 1e-12));
        var shifted = new float[states.Length];
        for (var i = 0; i < shifted.Length; i++)
        {
            shifted[i] = states[i] + (step * directions[i]);
        }

        var before = new float[equivalents.Length];
        Interpolate(_decoder.Decode(shifted), equivalents);
        Interpolate(_decoder.Decode(states), before);
        for (var i = 0; i < before.Length; i++)
        {
            equivalents[i] = (equivalents[i] - before[i]) / step;
        }
    }

    private void Interpolate(float[] fields, Span<float> equivalents)
    {
        for (var i = 0; i < equivalents.Length; i++)
        {
            var (b, number) = Math.DivRem(i, _temperatures.Count);
            equivalents[i] = _temperatures[number].Apply(fields.AsSpan(b * _decoder.FieldsSize, _decoder.FieldsSize), _decoder.Cells);
        }
    }
}
