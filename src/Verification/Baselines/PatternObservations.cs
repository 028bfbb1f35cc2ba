using Slams.Core.Climatology;
using Slams.Core.Observations;
using Slams.Verification.Evaluation;

namespace Slams.Verification.Baselines;

/// <summary>
/// What observations say about the coefficients of the patterns. Variance that the patterns leave out is error of
/// representativeness: it is added to the error of the instruments.
/// </summary>
internal sealed class PatternObservations
{
    private readonly PatternSpace _space;
    private readonly BaselineStatistics _statistics;
    private readonly StateScaling _scaling;
    private readonly BaselineSettings _settings;
    private readonly StateChannels _channels;
    private readonly int _cells;

    public PatternObservations(PatternSpace space, BaselineSettings settings)
    {
        (_space, _statistics, _scaling, _settings) = (space, space.Statistics, space.Scaling, settings);
        _channels = StateChannels.Of(space.Grid);
        _cells = space.Grid.Horizontal.CellCount;
    }

    /// <summary>Temperatures of faultless station reports and the frames of a cycle, in information form.</summary>
    public ObservationInformation Of(ObservedCycle observed)
    {
        var rows = new List<float>();
        var right = new double[_statistics.Modes];
        var buffer = new float[_space.Width];
        GatherStations(observed, buffer, rows, right);
        foreach (var frame in observed.Observations.Frames)
        {
            GatherFrame(frame, observed.Cycle.Time, buffer, rows, right);
        }

        var gram = FloatKernels.Gram([.. rows], rows.Count / _space.Width, _space.Width);
        var matrix = new DenseMatrix(_statistics.Modes, _statistics.Modes);
        for (var row = 0; row < matrix.Rows; row++)
        {
            for (var column = 0; column < matrix.Columns; column++)
            {
                matrix[row, column] = gram[(row * _space.Width) + column];
            }
        }

        return new ObservationInformation(matrix, right);
    }

    private void GatherStations(ObservedCycle observed, float[] buffer, List<float> rows, double[] right)
    {
        var channel = _channels.SurfaceTemperature;
        var climatology = _scaling.Climatology(channel).FieldAt(observed.Cycle.Time);
        var residual = _statistics.ResidualVariance.AsSpan(channel * _cells, _cells);
        foreach (var reading in observed.FaultlessReadings)
        {
            var at = _space.Grid.Horizontal.Interpolate(reading.LatitudeDegrees!.Value, reading.LongitudeDegrees!.Value);
            Array.Clear(buffer);
            foreach (var (cell, weight) in new[]
            {
                (at.SouthWest, at.SouthWestWeight), (at.SouthEast, at.SouthEastWeight), (at.NorthWest, at.NorthWestWeight), (at.NorthEast, at.NorthEastWeight),
            })
            {
                AddScaled(buffer, weight, _space.Row((channel * _cells) + cell));
            }

            var variance = Square(_settings.TemperatureErrorK) + (_settings.StationResidualFactor * at.Apply(residual));
            Add(buffer, reading.AirTemperatureK!.Value - at.Apply(climatology), variance, rows, right);
        }
    }

    private void GatherFrame(SatelliteFrame frame, DateTimeOffset time, float[] buffer, List<float> rows, double[] right)
    {
        var channel = _channels.OutgoingLongwave;
        var climatology = _scaling.Climatology(channel).FieldAt(time);
        for (var cell = 0; cell < _cells; cell++)
        {
            if (float.IsFinite(frame.Values[cell]))
            {
                var value = (channel * _cells) + cell;
                _space.Row(value).CopyTo(buffer);
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
}
