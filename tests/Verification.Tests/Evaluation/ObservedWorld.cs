using Slams.Core.Climatology;
using Slams.Core.Grids;
using Slams.Core.Quality;
using Slams.Verification.Evaluation;
using Slams.Verification.Simulation;
using Slams.Verification.Tests.Truths;
using Slams.Verification.Truths;

namespace Slams.Verification.Tests.Evaluation;

/// <summary>An analytic truth with sites all over the globe and a flat climatology.</summary>
internal static class ObservedWorld
{
    public static IReadOnlyList<Site> Sites { get; } =
        [.. Enumerable.Range(0, 400).Select(i => new Site($"S{i:000}", -80 + (i * 0.4), i * 37 % 360, null))];

    public static HarmonicClimatology Flat(LatLonGrid grid, float value)
    {
        var coefficients = new float[HarmonicClimatology.Terms * grid.CellCount];
        Array.Fill(coefficients, value, 0, grid.CellCount);
        return new HarmonicClimatology(grid, coefficients);
    }

    /// <summary>Climatology within reach of <see cref="AnalyticTruth"/> at every latitude.</summary>
    public static HarmonicClimatology Surface(LatLonGrid grid)
    {
        var coefficients = new float[HarmonicClimatology.Terms * grid.CellCount];
        TestGrids.Field(grid, (latitude, _) => 290 - (latitude * latitude / 150)).CopyTo(coefficients, 0);
        return new HarmonicClimatology(grid, coefficients);
    }

    public static TruthObserver Observer(ITruth truth, ObservingSystem? system = null, double withhold = 0.1, Modality? without = null, ulong seed = 1) => new(
        truth, Sites, (system ?? new ObservingSystem()) with { Stations = 400 }, seed, Surface(truth.Grid.Horizontal), new StationHoldout(withhold), without);
}
