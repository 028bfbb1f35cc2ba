using Slams.Core.Climatology;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Verification.Evaluation;

namespace Slams.Verification.Baselines;

/// <summary>
/// Goes between coefficients of the patterns and fields: what observations say about coefficients, and which mean and spread
/// follow from a normal distribution of coefficients.
/// </summary>
public sealed class PatternSpace
{
    private readonly BaselineStatistics _statistics;
    private readonly StateScaling _scaling;
    private readonly BaselineSettings _settings;
    private readonly int _cells;
    private readonly int _width;
    private readonly float[] _rows;
    private (ObservedCycle Cycle, ObservationInformation Information)? _latest;

    /// <summary>Makes the space.</summary>
    /// <param name="statistics">The patterns.</param>
    /// <param name="scaling">Climatology that anomalies are taken about.</param>
    /// <param name="settings">Errors assumed.</param>
    public PatternSpace(BaselineStatistics statistics, StateScaling scaling, BaselineSettings settings)
    {
        (_statistics, _scaling, _settings) = (statistics, scaling, settings);
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

    private StateChannels Channels => StateChannels.Of(Grid);

    /// <summary>What the observations of a cycle say. The latest is kept, since several methods ask for it in turn.</summary>
    internal ObservationInformation InformationOf(ObservedCycle observed)
    {
        if (_latest?.Cycle != observed)
        {
            _latest = (observed, Gather(observed));
        }

        return _latest.Value.Information;
    }

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

    private ObservationInformation Gather(ObservedCycle observed)
    {
        var rows = new List<float>();
        var right = new double[_statistics.Modes];
        var buffer = new float[_width];
        GatherStations(observed, buffer, rows, right);
        foreach (var frame in observed.Observations.Frames)
        {
            GatherFrame(frame, observed.Cycle.Time, buffer, rows, right);
        }

        var gram = FloatKernels.Gram([.. rows], rows.Count / _width, _width);
        var matrix = new DenseMatrix(_statistics.Modes, _statistics.Modes);
        for (var row = 0; row < matrix.Rows; row++)
        {
            for (var column = 0; column < matrix.Columns; column++)
            {
                matrix[row, column] = gram[(row * _width) + column];
            }
        }

        return new ObservationInformation(matrix, right);
    }

    private void GatherStations(ObservedCycle observed, float[] buffer, List<float> rows, double[] right)
    {
        var channel = Channels.SurfaceTemperature;
        var climatology = _scaling.Climatology(channel).FieldAt(observed.Cycle.Time);
        var residual = _statistics.ResidualVariance.AsSpan(channel * _cells, _cells);
        foreach (var reading in observed.FaultlessReadings)
        {
            var at = Grid.Horizontal.Interpolate(reading.LatitudeDegrees!.Value, reading.LongitudeDegrees!.Value);
            Array.Clear(buffer);
            foreach (var (cell, weight) in new[]
            {
                (at.SouthWest, at.SouthWestWeight), (at.SouthEast, at.SouthEastWeight), (at.NorthWest, at.NorthWestWeight), (at.NorthEast, at.NorthEastWeight),
            })
            {
                AddScaled(buffer, weight, _rows.AsSpan(((channel * _cells) + cell) * _width, _width));
            }

            var variance = Square(_settings.TemperatureErrorK) + (_settings.StationResidualFactor * at.Apply(residual));
            Add(buffer, reading.AirTemperatureK!.Value - at.Apply(climatology), variance, rows, right);
        }
    }

    private void GatherFrame(SatelliteFrame frame, DateTimeOffset time, float[] buffer, List<float> rows, double[] right)
    {
        var channel = Channels.OutgoingLongwave;
        var climatology = _scaling.Climatology(channel).FieldAt(time);
        for (var cell = 0; cell < _cells; cell++)
        {
            if (float.IsFinite(frame.Values[cell]))
            {
                var value = (channel * _cells) + cell;
                _rows.AsSpan(value * _width, _width).CopyTo(buffer);
                var variance = Square(_settings.LongwaveErrorWattsPerSquareMetre)
                    + (_settings.LongwaveResidualFactor * _statistics.ResidualVariance[value]);
                Add(buffer, frame.Values[cell] - climatology[cell], variance, rows, right);
            }
        }
    }

    private static void Add(float[] row, double departure, double variance, List<float> rows, double[] right)
    {
        var scale = (float)(1 / Math.Sqrt(variance));
        for (var mode = 0; mode < right.Length; mode++)
        {
            right[mode] += row[mode] * departure / variance;
        }

        foreach (var value in row)
        {
            rows.Add(value * scale);
        }
    }

    private static double Square(double value) => value * value;

    private static void AddScaled(Span<float> target, float factor, ReadOnlySpan<float> source)
    {
        for (var i = 0; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
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
