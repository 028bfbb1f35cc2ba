using Slams.Core.Climatology;
using Slams.Diffusion.Guidance;

namespace Slams.Diffusion.Analysts;

/// <summary>
/// Observation operator of guided stations: residual window → latent of the analysis time → decoder → near-surface
/// temperature → bilinear interpolation to the station. Values are normalised anomalies.
/// </summary>
internal sealed class DecodedStationOperator : IObservationOperator
{
    private readonly WindowDecoder _decoder;
    private readonly IReadOnlyList<StationTemperature> _stations;
    private readonly float[] _observed;
    private readonly float[] _variances;
    private readonly int _channel;

    public DecodedStationOperator(WindowDecoder decoder, IReadOnlyList<StationTemperature> stations, ObservationSelection selection, StateChannels channels)
    {
        (_decoder, _stations, _channel) = (decoder, stations, channels.SurfaceTemperature);
        _observed = [.. stations.Select(selection.Anomaly)];
        _variances = [.. stations.Select(selection.ErrorVariance)];
    }

    public int ObservationCount => _stations.Count;

    public ReadOnlySpan<float> Observed => _observed;

    public ReadOnlySpan<float> ErrorVariances => _variances;

    public void Apply(ReadOnlySpan<float> states, Span<float> equivalents) => Interpolate(_decoder.Decode(states), equivalents);

    public void ApplyAdjoint(ReadOnlySpan<float> states, ReadOnlySpan<float> weights, Span<float> gradient)
    {
        var batch = states.Length / _decoder.WindowSize;
        var cotangent = new float[batch * _decoder.FieldsSize];
        for (var b = 0; b < batch; b++)
        {
            var field = cotangent.AsSpan((b * _decoder.FieldsSize) + (_channel * _decoder.Cells), _decoder.Cells);
            for (var i = 0; i < _stations.Count; i++)
            {
                _stations[i].At.ApplyAdjoint(weights[(b * _stations.Count) + i], field);
            }
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
            var (b, station) = Math.DivRem(i, _stations.Count);
            var field = fields.AsSpan((b * _decoder.FieldsSize) + (_channel * _decoder.Cells), _decoder.Cells);
            equivalents[i] = _stations[station].At.Apply(field);
        }
    }
}
