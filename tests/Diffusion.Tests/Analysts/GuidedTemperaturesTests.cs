using Slams.Core.Analyses;
using Slams.Core.Climatology;
using Slams.Core.Cycles;
using Slams.Core.Observations;
using Slams.Diffusion.Analysts;
using Slams.Diffusion.Model;
using Slams.Diffusion.Tests.Support;

namespace Slams.Diffusion.Tests.Analysts;

public sealed class GuidedTemperaturesTests
{
    private const float ErrorK = 0.5f;
    private static readonly AnalystOptions Options = new() { ProfileTemperatureErrorK = ErrorK };
    private static readonly ModelFolder Model = ModelFolder.Open(BundledModel.Folder);
    private static readonly Cycle Cycle = CycleSchedule.SixHourly.CycleAt(new DateTimeOffset(1987, 1, 11, 0, 0, 0, TimeSpan.Zero));
    private static readonly double[] Pressures = [.. Model.Climatology.Grid.PressureLevelsPa];
    private static readonly int Cells = Model.Climatology.Grid.Horizontal.CellCount;

    [Fact]
    public void At_a_level_the_equivalent_is_that_level()
    {
        var guided = Assert.Single(Of(Profile((float)Pressures[2], 220)));

        var fields = Fields();
        var level = Physical(fields, 2);
        Assert.Equal((220 - At(level, guided)) / ErrorK, guided.Observed - guided.Apply(fields, Cells), 0.01f);
    }

    [Fact]
    public void Between_levels_it_is_linear_in_the_logarithm_of_pressure()
    {
        var pressure = (float)Math.Sqrt(Pressures[4] * Pressures[5]);
        var guided = Assert.Single(Of(Profile(pressure, 260)));

        var fields = Fields();
        var half = (At(Physical(fields, 4), guided) + At(Physical(fields, 5), guided)) / 2;
        Assert.Equal((260 - half) / ErrorK, guided.Observed - guided.Apply(fields, Cells), 0.01f);
    }

    [Fact]
    public void Outside_the_levels_missing_impossible_or_flagged_nothing_guides()
    {
        Assert.Empty(Of(Profile((float)Pressures[0] * 0.9f, 220)));
        Assert.Empty(Of(Profile((float)Pressures[^1] * 1.1f, 280)));
        Assert.Empty(Of(Profile((float)Pressures[3], float.NaN)));
        Assert.Empty(Of(Profile((float)Pressures[3], 400)));
        Assert.Empty(Of(Profile((float)Pressures[3], 230) with { Flag = QualityFlag.Passive }));
        Assert.Single(Of(Profile((float)Pressures[0], Normal(0))));
        Assert.Single(Of(Profile((float)Pressures[^1], Normal(Pressures.Length - 1))));
    }

    [Fact]
    public void The_adjoint_is_the_transpose()
    {
        var guided = Assert.Single(Of(Profile((float)(0.3 * Pressures[4]) + (float)(0.7 * Pressures[5]), 260)));
        var fields = Fields();
        var adjoint = new float[fields.Length];
        guided.ApplyAdjoint(1.7f, adjoint, Cells);

        Assert.Equal(1.7f * guided.Apply(fields, Cells), fields.Zip(adjoint, (a, b) => a * b).Sum(), 0.001f);
    }

    private static IReadOnlyList<GuidedTemperature> Of(TemperatureProfile profile) =>
        new GuidedTemperatures(Model, Options).Of([], new ProfileSelection(Model, Options).Temperatures(
            new CycleObservations(Cycle, [], []) { Profiles = [profile] }, new BackgroundFields(Model.Climatology.Scaling, Cycle.Time, null)));

    private static TemperatureProfile Profile(float pressurePa, float temperatureK) => new()
    {
        StationId = "10868",
        Time = Cycle.Time,
        LatitudeDegrees = 48.2,
        LongitudeDegrees = 11.6,
        Levels = [new(pressurePa, temperatureK)],
    };

    /// <summary>What climatology has at the site of <see cref="Profile"/>, K.</summary>
    private static float Normal(int level) =>
        Model.Climatology.Grid.Horizontal.Interpolate(48.2, 11.6).Apply(Model.Climatology.Temperature(level).FieldAt(Cycle.Time));

    /// <summary>Normalised anomalies that differ from cell to cell.</summary>
    private static float[] Fields() =>
        [.. Enumerable.Range(0, StateChannels.Of(Model.Climatology.Grid).Count * Cells).Select(i => MathF.Sin(0.01f * i))];

    private static float[] Physical(float[] fields, int level)
    {
        var field = fields.AsSpan(level * Cells, Cells).ToArray();
        Model.Climatology.Scaling.Denormalise(level, Cycle.Time, field);
        return field;
    }

    private static float At(float[] field, GuidedTemperature guided) => guided.At.Apply(field);
}
