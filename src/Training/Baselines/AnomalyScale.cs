using Slams.Core.Climatology;
using Slams.Formats.Models;
using Slams.Verification.Baselines;

namespace Slams.Training.Baselines;

/// <summary>Turns fields into the anomalies whose variance the patterns explain: over the deviation, times the root of the area weight.</summary>
internal sealed class AnomalyScale
{
    private readonly StateScaling _scaling;
    private readonly int _channels;
    private readonly int _cells;
    private readonly float[] _rootWeights;

    public AnomalyScale(ModelClimatology climatology)
    {
        var grid = climatology.Grid.Horizontal;
        _scaling = climatology.Scaling;
        _channels = BaselineStatistics.ChannelsOf(climatology.Grid);
        _cells = grid.CellCount;
        _rootWeights = [.. Enumerable.Range(0, _cells).Select(cell => (float)Math.Sqrt(grid.RowWeights[cell / grid.Columns]))];
    }

    /// <summary>Values of one state.</summary>
    public int Values => _channels * _cells;

    /// <summary>Replaces fields in K and W m-2 by anomalies.</summary>
    public void Normalise(DateTimeOffset time, float[] fields)
    {
        for (var channel = 0; channel < _channels; channel++)
        {
            var field = fields.AsSpan(channel * _cells, _cells);
            _scaling.Normalise(channel, time, field);
            for (var cell = 0; cell < _cells; cell++)
            {
                field[cell] *= _rootWeights[cell];
            }
        }
    }

    /// <summary>What an anomaly of 1 means in K or W m-2.</summary>
    public float Physical(int index) => _scaling.DeviationAt(index / _cells, index % _cells) / _rootWeights[index % _cells];
}
