using Slams.Core.Climatology;
using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Verification.Baselines;
using Slams.Verification.Evaluation;

namespace Slams.Verification.Tests.Baselines;

/// <summary>
/// A world with one pattern, constant over the globe: 2 K per coefficient on the only level, 1 K near the surface, no longwave
/// signal, climatology 0. Every estimate has a closed form.
/// </summary>
internal static class ScalarWorld
{
    public const double Variance = 4, Persistence = 0.8, ModelError = 1.5, LevelFactor = 2, LevelResidual = 0.09;

    public static StateGrid Grid { get; } = new(TestGrids.Regular(4, 8), [50_000]);

    public static BaselineStatistics Statistics { get; } = new()
    {
        Grid = Grid,
        Patterns = [.. Enumerable.Repeat((float)LevelFactor, 32), .. Enumerable.Repeat(1f, 32), .. new float[32]],
        Covariance = new DenseMatrix(1, 1, [Variance]),
        Propagator = new DenseMatrix(1, 1, [Persistence]),
        ModelError = new DenseMatrix(1, 1, [ModelError]),
        ResidualVariance = [.. Enumerable.Repeat((float)LevelResidual, 32), .. new float[64]],
        States = 1,
    };

    public static PatternSpace Space { get; } = new(Statistics, new StateScaling(
        [.. Enumerable.Range(0, 4).Select(_ => new HarmonicClimatology(Grid.Horizontal, new float[5 * 32]))],
        [.. Enumerable.Range(0, 4).Select(_ => Enumerable.Repeat(1f, 4).ToArray())]));

    public static ObservedCycle Observe(int index, params double[] temperaturesK)
    {
        var cycle = CycleSchedule.SixHourly.At(1000 + index);
        return new ObservedCycle
        {
            TruthIndex = index,
            Observations = new CycleObservations(cycle, [], []),
            FaultlessReadings = [.. temperaturesK.Select((value, i) => new StationReading
            {
                StationId = $"{i}",
                Time = cycle.Time,
                LatitudeDegrees = -60 + (10 * i),
                LongitudeDegrees = 30 * i,
                AirTemperatureK = value,
            })],
            GrossErrors = new HashSet<string>(),
            Late = 0,
        };
    }
}
