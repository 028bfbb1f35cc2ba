using Slams.Core.Grids;

namespace Slams.Diffusion.Observations;

/// <summary>
/// One cycle's observations as the analysis network sees them, six channels <c>[channel, latitude, longitude]</c>:
/// value and confidence for near-surface temperature, precipitation and outgoing longwave flux. Values are normalised
/// anomalies, averaged with bilinear weights (a set convolution); confidence is w / (w + 1) with w the sum of
/// weight · (σ_channel / σ_observation)²: zero where nothing was seen, near one where the observations leave no doubt.
/// </summary>
public sealed class GriddedObservations
{
    /// <summary>Channels per cycle.</summary>
    public const int Channels = 6;

    private readonly int _cells;
    private readonly float[] _sums;

    /// <summary>Makes an empty set.</summary>
    public GriddedObservations(LatLonGrid grid)
    {
        _cells = grid.CellCount;
        _sums = new float[Channels * _cells];
    }

    /// <summary>Adds one normalised anomaly at a position.</summary>
    /// <param name="modality">0 temperature, 1 precipitation, 2 longwave flux.</param>
    /// <param name="at">Position.</param>
    /// <param name="anomaly">Normalised anomaly.</param>
    /// <param name="precision">(σ_channel / σ_observation)².</param>
    public void Add(int modality, in BilinearStencil at, float anomaly, float precision)
    {
        Add(modality, at.SouthWest, anomaly, precision * at.SouthWestWeight);
        Add(modality, at.SouthEast, anomaly, precision * at.SouthEastWeight);
        Add(modality, at.NorthWest, anomaly, precision * at.NorthWestWeight);
        Add(modality, at.NorthEast, anomaly, precision * at.NorthEastWeight);
    }

    /// <summary>Adds one normalised anomaly to a cell.</summary>
    public void Add(int modality, int cell, float anomaly, float precision)
    {
        _sums[(2 * modality * _cells) + cell] += anomaly * precision;
        _sums[(((2 * modality) + 1) * _cells) + cell] += precision;
    }

    /// <summary>
    /// Part of an observation in what the averages show at its own place: Σ b² p / w over the four cells, with b their bilinear weights, p its
    /// precision and w all that was added to each. 1 for one alone.
    /// </summary>
    public float ShareOf(int modality, in BilinearStencil at, float precision) =>
        (at.SouthWestWeight * ShareOf(modality, at.SouthWest, precision * at.SouthWestWeight))
        + (at.SouthEastWeight * ShareOf(modality, at.SouthEast, precision * at.SouthEastWeight))
        + (at.NorthWestWeight * ShareOf(modality, at.NorthWest, precision * at.NorthWestWeight))
        + (at.NorthEastWeight * ShareOf(modality, at.NorthEast, precision * at.NorthEastWeight));

    /// <summary>Part of an observation of a cell in the cell's average.</summary>
    public float ShareOf(int modality, int cell, float precision)
    {
        var all = _sums[(((2 * modality) + 1) * _cells) + cell];
        return all > 0 ? precision / all : 0;
    }

    /// <summary>Whether any observation of a modality was added.</summary>
    public bool Has(int modality) => _sums.AsSpan(((2 * modality) + 1) * _cells, _cells).ContainsAnyExcept(0f);

    /// <summary>The six channels.</summary>
    public float[] ToChannels()
    {
        var channels = new float[_sums.Length];
        WriteTo(channels);
        return channels;
    }

    /// <summary>Writes the six channels.</summary>
    public void WriteTo(Span<float> destination)
    {
        for (var modality = 0; modality < Channels / 2; modality++)
        {
            var value = 2 * modality * _cells;
            var weight = value + _cells;
            for (var cell = 0; cell < _cells; cell++)
            {
                var w = _sums[weight + cell];
                destination[value + cell] = w > 0 ? _sums[value + cell] / w : 0;
                destination[weight + cell] = w / (w + 1);
            }
        }
    }
}
