using Slams.Core.Climatology;
using Slams.Core.Grids;
using Slams.Formats.Models;
using Slams.Verification.Ablation;

namespace Slams.Verification.Tests.Ablation;

/// <summary>Two levels on a small grid, climatology of 250 and 280 K everywhere, deviations of 2 and 4 K.</summary>
internal static class SmallWorld
{
    public static StateGrid Grid { get; } = new(TestGrids.Regular(16, 32), [50_000, 85_000]);

    public static int Cells => Grid.Horizontal.CellCount;

    public static ModelClimatology Model { get; } = new(Grid, Scaling(), new float[3 * Cells]);

    public static DateTimeOffset Start { get; } = new(1987, 1, 10, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A state of smooth waves that differ from date to date.</summary>
    public static float[] State(int date) =>
        [.. Enumerable.Range(0, 5).SelectMany(channel => TestGrids.Field(Grid.Horizontal, (latitude, longitude) =>
            Math.Sin(((longitude * ((channel % 2) + 1)) + (40 * date)) * Math.PI / 180) + (0.3 * Math.Cos(latitude * Math.PI / 30))))];

    public static AblationDate[] Dates(int count) => [.. Enumerable.Range(0, count).Select(i => new AblationDate(Start.AddDays(3 * i), State(i)))];

    private static StateScaling Scaling()
    {
        HarmonicClimatology Flat(float value)
        {
            var coefficients = new float[HarmonicClimatology.Terms * Cells];
            Array.Fill(coefficients, value, 0, Cells);
            return new HarmonicClimatology(Grid.Horizontal, coefficients);
        }

        float[] means = [250, 280, 285, 230, 0.2f];
        float[] deviations = [2, 4, 3, 20, 0.1f];
        return new StateScaling([.. means.Select(Flat)], [.. deviations.Select(d => Enumerable.Repeat(d, Grid.Horizontal.Rows).ToArray())]);
    }
}
