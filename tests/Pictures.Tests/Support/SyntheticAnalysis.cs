using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Grids;

namespace Slams.Testing;

/// <summary>Analyses whose values are known at every place.</summary>
internal static class SyntheticAnalysis
{
    public static readonly DateTimeOffset Start = new(1987, 1, 12, 0, 0, 0, TimeSpan.Zero);

    public static readonly double[] LevelsPa = [10000, 50000, 85000];

    /// <summary>An analysis on a coarse grid.</summary>
    /// <param name="meanK">Mean by level number, latitude and longitude.</param>
    /// <param name="spreadK">Spread likewise; 1 K by default.</param>
    /// <param name="cycle">Number of six-hourly cycles after the first.</param>
    /// <param name="run">The run.</param>
    /// <param name="rows">Rows of the grid; it has twice as many columns.</param>
    public static Analysis Make(
        Func<int, double, double, double>? meanK = null, Func<int, double, double, double>? spreadK = null, int cycle = 0, string run = "run-1",
        int rows = 36)
    {
        var horizontal = new LatLonGrid(
            [.. Enumerable.Range(0, rows).Select(row => -90 + ((row + 0.5) * 180.0 / rows))],
            [.. Enumerable.Range(0, 2 * rows).Select(column => column * 180.0 / rows)]);
        var grid = new StateGrid(horizontal, LevelsPa);
        return new Analysis
        {
            Cycle = CycleSchedule.SixHourly.CycleAt(Start.AddHours(6 * cycle)),
            Grid = grid,
            MeanK = Field(meanK ?? ((level, _, _) => 220 + (30 * level))),
            SpreadK = Field(spreadK ?? ((_, _, _) => 1)),
            Provenance = new AnalysisProvenance
            {
                RunId = run,
                ModelId = "model-x",
                ModelHash = new string('a', 64),
                ConfigurationHash = new string('b', 64),
                Seed = 1,
                Members = 4,
                SoftwareVersion = "0.1.0",
            },
        };

        float[] Field(Func<int, double, double, double> value) =>
        [
            .. from level in Enumerable.Range(0, LevelsPa.Length)
               from latitude in horizontal.LatitudesDegrees
               from longitude in horizontal.LongitudesDegrees
               select (float)value(level, latitude, longitude),
        ];
    }

    /// <summary>A cycle that failed: missing throughout.</summary>
    public static Analysis Failed(int cycle = 0)
    {
        var analysis = Make((_, _, _) => double.NaN, (_, _, _) => double.NaN, cycle);
        return analysis with { Failure = "no memory" };
    }

    /// <summary>A cycle that only counts.</summary>
    public static Analysis WithoutFields(int cycle = 0) => Make(cycle: cycle) with { Grid = StateGrid.WithoutFields, MeanK = [], SpreadK = [] };
}
