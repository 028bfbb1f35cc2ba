using Slams.Formats.Models;

namespace Slams.Verification.Ablation;

/// <summary>
/// The paper's units: temperature less one mean per level, over one standard deviation per level, so that the contrast between equator and
/// poles and the seasons stay in. From the model's climatology: variance of its mean fields over cells and seasons, and of its anomalies.
/// </summary>
public sealed class LevelUnits
{
    private const int Seasons = 12;
    private static readonly DateTimeOffset Start = new(1985, 1, 15, 0, 0, 0, TimeSpan.Zero);
    private readonly ModelClimatology _model;
    private readonly (double Mean, double Deviation)[] _units;

    /// <summary>Computes mean and deviation of every level.</summary>
    public LevelUnits(ModelClimatology model)
    {
        _model = model;
        _units = [.. Enumerable.Range(0, model.Grid.PressureLevelsPa.Count).Select(Unit)];
    }

    /// <summary>Standard deviation of a level in K.</summary>
    public double DeviationK(int level) => _units[level].Deviation;

    /// <summary>One level of a state in these units.</summary>
    /// <param name="level">Level from the top.</param>
    /// <param name="time">Time of the state.</param>
    /// <param name="state">Normalised anomalies, <c>[channel, latitude, longitude]</c>.</param>
    public float[] Values(int level, DateTimeOffset time, ReadOnlySpan<float> state)
    {
        var cells = _model.Grid.Horizontal.CellCount;
        var values = state.Slice(level * cells, cells).ToArray();
        _model.Scaling.Denormalise(level, time, values);
        var (mean, deviation) = _units[level];
        return Array.ConvertAll(values, value => (float)((value - mean) / deviation));
    }

    private (double Mean, double Deviation) Unit(int level)
    {
        double sum = 0, squares = 0, anomalies = 0;
        var cells = _model.Grid.Horizontal.CellCount;
        for (var season = 0; season < Seasons; season++)
        {
            var field = _model.Temperature(level).FieldAt(Start.AddMonths(season));
            for (var cell = 0; cell < cells; cell++)
            {
                sum += field[cell];
                squares += (double)field[cell] * field[cell];
                anomalies += Math.Pow(_model.Scaling.DeviationAt(level, cell), 2);
            }
        }

        var count = (double)Seasons * cells;
        var mean = sum / count;
        return (mean, Math.Sqrt((squares / count) - (mean * mean) + (anomalies / count)));
    }
}
