using Slams.Core.Climatology;
using Slams.Core.Grids;
using Slams.Diffusion.Observations;

namespace Slams.Training.Data;

/// <summary>Simulates the gridded observations of one state for training, with fresh networks and noise each time.</summary>
public sealed class ObservationSimulator(NatureRunCache cache)
{
    private readonly StateChannels _channels = StateChannels.Of(cache.Grid);
    private readonly int _cells = cache.Grid.Horizontal.CellCount;

    /// <summary>Writes the six observation channels of the state at an index.</summary>
    public void Simulate(int index, BilinearStencil[] stations, ObservationErrors errors, Random random, Span<float> destination)
    {
        var gridded = new GriddedObservations(cache.Grid.Horizontal);
        var state = cache.State(index);
        if (errors.HasStations && random.NextDouble() > 0.03)
        {
            var rainClimatology = cache.Scaling.Climatology(_channels.Precipitation).FieldAt(cache.Times[index]);
            foreach (var at in stations)
            {
                if (random.NextDouble() < 0.05)
                {
                    continue;
                }

                AddTemperature(gridded, state, at, errors, random);
                if (errors.HasPrecipitation && cache.IsKnown(_channels.Precipitation, at))
                {
                    AddPrecipitation(gridded, state, at, rainClimatology, random);
                }
            }
        }

        if (errors.HasLongwave && random.NextDouble() > 0.03)
        {
            AddLongwave(gridded, state, errors, random);
        }

        gridded.WriteTo(destination);
    }

    private void AddTemperature(GriddedObservations gridded, ReadOnlySpan<Half> state, in BilinearStencil at, ObservationErrors errors, Random random)
    {
        var channel = _channels.SurfaceTemperature;
        var field = state.Slice(channel * _cells, _cells);
        var deviation = cache.Scaling.DeviationAt(channel, at);
        var anomaly = (at.SouthWestWeight * Physical(channel, field, at.SouthWest)) + (at.SouthEastWeight * Physical(channel, field, at.SouthEast))
            + (at.NorthWestWeight * Physical(channel, field, at.NorthWest)) + (at.NorthEastWeight * Physical(channel, field, at.NorthEast));
        var observed = (anomaly + (errors.TemperatureK * Normal(random))) / deviation;
        gridded.Add(0, at, observed, Precision(deviation, errors.TemperatureK));
    }

    private void AddPrecipitation(GriddedObservations gridded, ReadOnlySpan<Half> state, in BilinearStencil at, float[] climatology, Random random)
    {
        var channel = _channels.Precipitation;
        var field = state.Slice(channel * _cells, _cells);
        var amount = (at.SouthWestWeight * Amount(field, climatology, at.SouthWest)) + (at.SouthEastWeight * Amount(field, climatology, at.SouthEast))
            + (at.NorthWestWeight * Amount(field, climatology, at.NorthWest)) + (at.NorthEastWeight * Amount(field, climatology, at.NorthEast));
        var deviation = cache.Scaling.DeviationAt(channel, at);
        var observed = PrecipitationError.ToLog(amount * MathF.Exp(PrecipitationError.LogNormalSigma * Normal(random)));
        gridded.Add(1, at, (observed - at.Apply(climatology)) / deviation, Precision(deviation, PrecipitationError.SigmaLog(observed)));
    }

    private void AddLongwave(GriddedObservations gridded, ReadOnlySpan<Half> state, ObservationErrors errors, Random random)
    {
        var channel = _channels.OutgoingLongwave;
        var field = state.Slice(channel * _cells, _cells);
        var columns = cache.Grid.Horizontal.Columns;
        var gapStart = random.Next(columns);
        var gap = (int)(errors.MissingLongitudes * columns);
        for (var cell = 0; cell < _cells; cell++)
        {
            if (((cell % columns) - gapStart + columns) % columns < gap || !cache.IsKnown(channel, cell))
            {
                continue;
            }

            var deviation = cache.Scaling.DeviationAt(channel, cell);
            var observed = (float)field[cell] + (errors.LongwaveWattsPerSquareMetre * Normal(random) / deviation);
            gridded.Add(2, cell, observed, Precision(deviation, errors.LongwaveWattsPerSquareMetre));
        }
    }

    private float Physical(int channel, ReadOnlySpan<Half> field, int cell) => (float)field[cell] * cache.Scaling.DeviationAt(channel, cell);

    private float Amount(ReadOnlySpan<Half> field, float[] climatology, int cell) =>
        MathF.Max(0, MathF.Exp(climatology[cell] + Physical(_channels.Precipitation, field, cell)) - 1);

    private static float Precision(float deviation, float error) => deviation * deviation / (error * error);

    private static float Normal(Random random) =>
        (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
}
