using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Core.Randomness;

namespace Slams.Verification.Simulation;

/// <summary>Makes frames of outgoing longwave flux from a true field. A pure function of truth, cycle, system and seed.</summary>
/// <param name="system">Errors and gaps.</param>
/// <param name="grid">Grid of the truth and of the frames.</param>
/// <param name="seed">Seed of the run.</param>
public sealed class FrameSimulator(ObservingSystem system, LatLonGrid grid, ulong seed)
{
    // The golden section of the globe: successive gaps fall into the widest space left by those before.
    private const double GapStep = 0.381966;

    /// <summary>The frame of one cycle, at the time of the cycle.</summary>
    public SimulatedFrame Frame(Cycle cycle, float[] outgoingLongwaveFlux)
    {
        var noise = new float[grid.CellCount];
        CounterRandom.FillNormal(seed, Streams.FluxNoise + (ulong)cycle.Index, noise);
        var gapColumns = (int)Math.Round(system.FluxGapShare * grid.Columns);
        var turn = CounterRandom.Uniform(seed, Streams.FluxGap, 0) + (GapStep * cycle.Index);
        var gapStart = (int)((turn - Math.Floor(turn)) * grid.Columns);
        var values = new float[grid.CellCount];
        var fraction = new float[grid.CellCount];
        var samples = new int[grid.CellCount];
        for (var cell = 0; cell < values.Length; cell++)
        {
            var column = cell % grid.Columns;
            var seen = (column - gapStart + grid.Columns) % grid.Columns >= gapColumns;
            values[cell] = seen ? (float)(outgoingLongwaveFlux[cell] + (system.FluxError * noise[cell])) : float.NaN;
            fraction[cell] = seen ? 1 : 0;
            samples[cell] = seen ? 1 : 0;
        }

        var frame = new SatelliteFrame
        {
            Platform = "simulated",
            Quantity = FrameQuantity.OutgoingLongwaveFlux,
            Time = cycle.Time,
            Rows = grid.Rows,
            Columns = grid.Columns,
            Values = values,
            ValidFraction = fraction,
            SampleCount = samples,
        };
        return new SimulatedFrame(frame, grid.LongitudesDegrees[gapStart % grid.Columns], gapColumns);
    }
}
