using Slams.Core.Climatology;
using Slams.Core.Grids;

namespace Slams.Verification.Baselines;

/// <summary>
/// Goes from coefficients of the patterns to fields: which mean and spread follow from a normal distribution of coefficients.
/// </summary>
public sealed class PatternSpace
{
    private readonly BaselineStatistics _statistics;
    private readonly StateScaling _scaling;
    private readonly int _cells;
    private readonly int _width;
    private readonly float[] _rows;

    /// <summary>Makes the space.</summary>
    /// <param name="statistics">The patterns.</param>
    /// <param name="scaling">Climatology that anomalies are taken about.</param>
    public PatternSpace(BaselineStatistics statistics, StateScaling scaling)
    {
        (_statistics, _scaling) = (statistics, scaling);
        _cells = statistics.Grid.Horizontal.CellCount;
        _width = FloatKernels.Padded(statistics.Modes);
        _rows = new float[statistics.ResidualVariance.Length * _width];
        Parallel.For(0, statistics.ResidualVariance.Length, value =>
        {
            for (var mode = 0; mode < statistics.Modes; mode++)
            {
                _rows[(value * _width) + mode] = statistics.Patterns[(mode * statistics.ResidualVariance.Length) + value];
            }
        });
    }

    /// <summary>Grid and levels.</summary>
    public StateGrid Grid => _statistics.Grid;

    /// <summary>The statistics.</summary>
    public BaselineStatistics Statistics => _statistics;

    /// <summary>Climatology of every channel.</summary>
    public StateScaling Scaling => _scaling;

    /// <summary>Length of a row of <see cref="Row"/>: the number of patterns, filled up.</summary>
    internal int Width => _width;

    /// <summary>What every value of a state is of the coefficients: row <c>channel · cells + cell</c>, padded with zeros.</summary>
    internal ReadOnlySpan<float> Row(int value) => _rows.AsSpan(value * _width, _width);

    /// <summary>Temperature on the levels for coefficients, K.</summary>
    internal float[] MeanK(ReadOnlySpan<double> coefficients, DateTimeOffset time)
    {
        var field = new float[Grid.ValueCount];
        var narrow = new float[_width];
        for (var mode = 0; mode < coefficients.Length; mode++)
        {
            narrow[mode] = (float)coefficients[mode];
        }

        for (var value = 0; value < field.Length; value++)
        {
            field[value] = Dot(_rows.AsSpan(value * _width, _width), narrow);
        }

        for (var level = 0; level < Grid.PressureLevelsPa.Count; level++)
        {
            var climatology = _scaling.Climatology(level).FieldAt(time);
            for (var cell = 0; cell < _cells; cell++)
            {
                field[(level * _cells) + cell] += climatology[cell];
            }
        }

        return field;
    }

    /// <summary>
    /// Standard deviation of temperature on the levels, K: of the coefficients, whose covariance is U Uᵀ, and of what the
    /// patterns leave out.
    /// </summary>
    /// <param name="upper">U, upper triangular.</param>
    internal float[] SpreadK(DenseMatrix upper)
    {
        var narrow = new float[_width * _width];
        for (var row = 0; row < upper.Rows; row++)
        {
            for (var column = row; column < upper.Columns; column++)
            {
                narrow[(row * _width) + column] = (float)upper[row, column];
            }
        }

        var spread = new float[Grid.ValueCount];
        FloatKernels.RowSquares(_rows, spread.Length, _width, narrow, spread);
        for (var value = 0; value < spread.Length; value++)
        {
            spread[value] = MathF.Sqrt(spread[value] + _statistics.ResidualVariance[value]);
        }

        return spread;
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }
}
