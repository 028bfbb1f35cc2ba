using Slams.Core.Grids;

namespace Slams.Core.Climatology;

/// <summary>
/// Turns physical values into the networks' anomalies and back: (value − seasonal climatology) / σ(channel, latitude).
/// Precipitation is taken as log(1 + mm).
/// </summary>
public sealed class StateScaling
{
    private readonly HarmonicClimatology[] _climatologies;
    private readonly float[][] _deviations;

    /// <summary>Wraps one climatology and one row of deviations (by latitude) for each channel.</summary>
    public StateScaling(IReadOnlyList<HarmonicClimatology> climatologies, IReadOnlyList<float[]> deviationsByRow)
    {
        _climatologies = [.. climatologies];
        _deviations = [.. deviationsByRow];
    }

    /// <summary>Number of channels.</summary>
    public int Channels => _climatologies.Length;

    /// <summary>Seasonal climatology of a channel (K, W m-2, log(1 + mm)).</summary>
    public HarmonicClimatology Climatology(int channel) => _climatologies[channel];

    /// <summary>Deviation of a channel by grid row, in the channel's unit.</summary>
    public ReadOnlySpan<float> Deviations(int channel) => _deviations[channel];

    /// <summary>Deviation of a channel at a grid cell.</summary>
    public float DeviationAt(int channel, int cell) => _deviations[channel][cell / _climatologies[channel].Grid.Columns];

    /// <summary>Deviation of a channel interpolated to a position.</summary>
    public float DeviationAt(int channel, in BilinearStencil at) =>
        ((at.SouthWestWeight + at.SouthEastWeight) * DeviationAt(channel, at.SouthWest))
        + ((at.NorthWestWeight + at.NorthEastWeight) * DeviationAt(channel, at.NorthWest));

    /// <summary>Physical field to anomalies, in place.</summary>
    public void Normalise(int channel, DateTimeOffset time, Span<float> field)
    {
        var climatology = _climatologies[channel].FieldAt(time);
        for (var cell = 0; cell < field.Length; cell++)
        {
            field[cell] = (field[cell] - climatology[cell]) / DeviationAt(channel, cell);
        }
    }

    /// <summary>Anomalies to a physical field, in place.</summary>
    public void Denormalise(int channel, DateTimeOffset time, Span<float> field)
    {
        var climatology = _climatologies[channel].FieldAt(time);
        for (var cell = 0; cell < field.Length; cell++)
        {
            field[cell] = (field[cell] * DeviationAt(channel, cell)) + climatology[cell];
        }
    }
}
