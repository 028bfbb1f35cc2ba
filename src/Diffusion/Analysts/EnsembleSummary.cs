using Slams.Core.Analyses;
using Slams.Core.Climatology;
using Slams.Formats.Models;

namespace Slams.Diffusion.Analysts;

/// <summary>Gathers decoded members into mean and spread (in K) and their equivalents at the stations.</summary>
internal sealed class EnsembleSummary
{
    private readonly ModelClimatology _climatology;
    private readonly DateTimeOffset _time;
    private readonly int _cells;
    private readonly double[] _sum;
    private readonly double[] _squares;
    private readonly List<float[]> _members = [];
    private double[] _stationSum = [];
    private double[] _stationSquares = [];
    private int _count;

    public EnsembleSummary(ModelClimatology climatology, DateTimeOffset time)
    {
        (_climatology, _time) = (climatology, time);
        _cells = climatology.Grid.Horizontal.CellCount;
        _sum = new double[climatology.Grid.ValueCount];
        _squares = new double[_sum.Length];
    }

    /// <summary>Adds one member's decoded fields.</summary>
    public void Add(float[] fields, bool keep, IReadOnlyList<StationTemperature> stations)
    {
        var channels = StateChannels.Of(_climatology.Grid);
        for (var channel = 0; channel <= channels.SurfaceTemperature; channel++)
        {
            _climatology.Scaling.Denormalise(channel, _time, fields.AsSpan(channel * _cells, _cells));
        }

        Accumulate(_sum, _squares, i => fields[i]);
        if (_count == 0)
        {
            _stationSum = new double[stations.Count];
            _stationSquares = new double[stations.Count];
        }

        Accumulate(_stationSum, _stationSquares, i => stations[i].At.Apply(fields.AsSpan(channels.SurfaceTemperature * _cells, _cells)));
        _count++;
        if (keep)
        {
            _members.Add(fields.AsSpan(0, _sum.Length).ToArray());
        }
    }

    /// <summary>The result of the cycle.</summary>
    public CycleResult ToResult(IReadOnlyList<StationTemperature> stations, CycleState state, StageClock stages)
    {
        var (mean, spread) = Summarise(_sum, _squares);
        var (atStations, spreadAtStations) = Summarise(_stationSum, _stationSquares);
        return new CycleResult
        {
            MeanK = mean,
            SpreadK = spread,
            MembersK = _members,
            Departures =
            [
                .. stations.Select((s, i) => new StationDeparture(
                    s.Reading.StationId, s.Reading.LatitudeDegrees!.Value, s.Reading.LongitudeDegrees!.Value, s.ObservedK, s.BackgroundK,
                    atStations[i], spreadAtStations[i], s.ClimatologyK, s.Flag)),
            ],
            State = state,
            StageSeconds = stages.Seconds,
        };
    }

    private static void Accumulate(double[] sum, double[] squares, Func<int, float> value)
    {
        for (var i = 0; i < sum.Length; i++)
        {
            // Temperatures are shifted by a constant so that squares lose no digits.
            var shifted = value(i) - 250.0;
            sum[i] += shifted;
            squares[i] += shifted * shifted;
        }
    }

    private (float[] Mean, float[] Spread) Summarise(double[] sum, double[] squares)
    {
        var (mean, spread) = (new float[sum.Length], new float[sum.Length]);
        for (var i = 0; i < sum.Length; i++)
        {
            var average = sum[i] / _count;
            mean[i] = (float)(average + 250);
            spread[i] = (float)Math.Sqrt(Math.Max(0, (squares[i] - (_count * average * average)) / (_count - 1)));
        }

        return (mean, spread);
    }
}
