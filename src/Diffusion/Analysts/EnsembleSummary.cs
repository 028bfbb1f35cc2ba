using Slams.Core.Analyses;
using Slams.Core.Climatology;
using Slams.Formats.Models;

namespace Slams.Diffusion.Analysts;

/// <summary>
/// Gathers decoded members into mean and spread (in K) and their equivalents at the stations. Departures from the mean are
/// stretched by a factor for each temperature and latitude, see <see cref="Model.ModelFolder.SpreadPattern"/>.
/// </summary>
internal sealed class EnsembleSummary(ModelClimatology climatology, DateTimeOffset time, float[] factors)
{
    // Temperatures are shifted by a constant so that squares lose no digits.
    private const double ShiftK = 250;
    private readonly int _cells = climatology.Grid.Horizontal.CellCount;
    private readonly StateChannels _channels = StateChannels.Of(climatology.Grid);
    private readonly List<float[]> _members = [];

    /// <summary>Adds one member's decoded fields, normalised anomalies.</summary>
    public void Add(float[] fields)
    {
        var temperatures = fields.AsSpan(0, (_channels.SurfaceTemperature + 1) * _cells).ToArray();
        for (var channel = 0; channel <= _channels.SurfaceTemperature; channel++)
        {
            climatology.Scaling.Denormalise(channel, time, temperatures.AsSpan(channel * _cells, _cells));
        }

        _members.Add(temperatures);
    }

    /// <summary>The result of the cycle, with the members on request.</summary>
    public CycleResult ToResult(IReadOnlyList<StationTemperature> stations, CycleState state, StageClock stages, bool keepMembers)
    {
        Stretch();
        var count = climatology.Grid.ValueCount;
        var (mean, spread) = Summarise(count, (member, i) => member[i]);
        var surface = _channels.SurfaceTemperature * _cells;
        var (atStations, spreadAtStations) = Summarise(stations.Count, (member, i) => stations[i].At.Apply(member.AsSpan(surface, _cells)));
        return new CycleResult
        {
            MeanK = mean,
            SpreadK = spread,
            MembersK = keepMembers ? [.. _members.Select(member => member.AsSpan(0, count).ToArray())] : [],
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

    private void Stretch()
    {
        var columns = climatology.Grid.Horizontal.Columns;
        for (var i = 0; i < (_channels.SurfaceTemperature + 1) * _cells; i++)
        {
            var factor = factors[i / columns];
            var mean = _members.Average(member => member[i] - ShiftK) + ShiftK;
            foreach (var member in _members)
            {
                member[i] = (float)(mean + (factor * (member[i] - mean)));
            }
        }
    }

    private (float[] Mean, float[] Spread) Summarise(int count, Func<float[], int, float> value)
    {
        var (sum, squares) = (new double[count], new double[count]);
        foreach (var member in _members)
        {
            for (var i = 0; i < count; i++)
            {
                var shifted = value(member, i) - ShiftK;
                sum[i] += shifted;
                squares[i] += shifted * shifted;
            }
        }

        var (mean, spread) = (new float[count], new float[count]);
        for (var i = 0; i < count; i++)
        {
            var average = sum[i] / _members.Count;
            mean[i] = (float)(average + ShiftK);
            spread[i] = (float)Math.Sqrt(Math.Max(0, (squares[i] - (_members.Count * average * average)) / (_members.Count - 1)));
        }

        return (mean, spread);
    }
}
