using Slams.Core.Climatology;
using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Core.Randomness;
using Slams.Formats.Models;

namespace Slams.Benchmarks.Sizes;

/// <summary>
/// Observations of a made-up atmosphere, the climatology of a model with a wave on it: stations evenly over the globe, one report of each in a window, and a frame
/// of longwave flux on the grid of the model.
/// </summary>
internal sealed class SizeObservations(ModelClimatology climatology, int stations)
{
    private const ulong Seed = 8, Longitudes = 1, Latitudes = 2, Errors = 3;
    private const double WaveK = 2, FluxWave = 10;

    /// <summary>What a window holds.</summary>
    public CycleObservations Of(Cycle cycle)
    {
        var errors = new float[stations];
        CounterRandom.FillNormal(Seed, Errors + (ulong)cycle.Index, errors);
        return new CycleObservations(cycle, [.. Enumerable.Range(0, stations).Select(i => Reading(cycle, i, errors[i]))], [Frame(cycle)]);
    }

    private StationReading Reading(Cycle cycle, int number, float error)
    {
        // Even over the sphere, not over latitudes.
        var latitude = Math.Asin((2 * CounterRandom.Uniform(Seed, Latitudes, (ulong)number)) - 1) * 180 / Math.PI;
        var longitude = 360 * CounterRandom.Uniform(Seed, Longitudes, (ulong)number);
        return new StationReading
        {
            StationId = FormattableString.Invariant($"S{number:0000000}"),
            Time = cycle.Time,
            LatitudeDegrees = Math.Round(latitude, 4),
            LongitudeDegrees = Math.Round(longitude, 4),
            AirTemperatureK = Math.Round(climatology.SurfaceTemperature.ValueAt(latitude, longitude, cycle.Time) + (WaveK * Wave(latitude, longitude)) + (0.5 * error), 1),
        };
    }

    private SatelliteFrame Frame(Cycle cycle)
    {
        var grid = climatology.Grid.Horizontal;
        var values = climatology.Scaling.Climatology(StateChannels.Of(climatology.Grid).OutgoingLongwave).FieldAt(cycle.Time);
        for (var cell = 0; cell < values.Length; cell++)
        {
            values[cell] += (float)(FluxWave * Wave(grid.LatitudesDegrees[cell / grid.Columns], grid.LongitudesDegrees[cell % grid.Columns]));
        }

        return new SatelliteFrame
        {
            Platform = "made-up",
            Quantity = FrameQuantity.OutgoingLongwaveFlux,
            Time = cycle.Time,
            Rows = grid.Rows,
            Columns = grid.Columns,
            Values = values,
            ValidFraction = [.. Enumerable.Repeat(1f, values.Length)],
            SampleCount = [.. Enumerable.Repeat(1, values.Length)],
        };
    }

    private static double Wave(double latitudeDegrees, double longitudeDegrees) =>
        Math.Sin(5 * longitudeDegrees * Math.PI / 180) * Math.Cos(latitudeDegrees * Math.PI / 180);
}
