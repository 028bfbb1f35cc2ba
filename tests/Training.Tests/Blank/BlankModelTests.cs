using Microsoft.Extensions.Logging.Abstractions;
using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Diffusion.Analysts;
using Slams.Diffusion.Model;
using Slams.Training.Commands;

namespace Slams.Training.Tests.Blank;

/// <summary>An untrained model is one that the service runs, and nobody can take it for a trained one.</summary>
public sealed class BlankModelTests : IDisposable
{
    private static readonly StateGrid Grid = new(PrepareCommand.Regular(16, 32), PrepareCommand.Levels("100,500,850"));
    private readonly string _folder = Directory.CreateTempSubdirectory("slams-blank-").FullName;

    [Fact]
    public void It_analyses_a_cycle_to_finite_numbers()
    {
        BlankCommand.Write(Grid, seed: 1, _folder);
        using var analyst = LatentAnalyst.Load(_folder, new AnalystOptions(), NullLogger.Instance, TimeProvider.System);
        var cycle = CycleSchedule.SixHourly.CycleAt(new DateTimeOffset(1987, 1, 12, 0, 0, 0, TimeSpan.Zero));
        var cells = Grid.Horizontal.CellCount;
        var observations = new CycleObservations(
            cycle,
            [.. Enumerable.Range(0, 20).Select(i => new StationReading
            {
                StationId = $"S{i:00}", Time = cycle.Time, LatitudeDegrees = (i * 8) - 76, LongitudeDegrees = i * 17, AirTemperatureK = 300 - (45 * Math.Pow(Math.Sin(((i * 8) - 76) * Math.PI / 180), 2)),
            })],
            [
                new SatelliteFrame
                {
                    Platform = "test", Quantity = FrameQuantity.OutgoingLongwaveFlux, Time = cycle.Time, Rows = Grid.Horizontal.Rows, Columns = Grid.Horizontal.Columns,
                    Values = [.. Enumerable.Repeat(240f, cells)], ValidFraction = [.. Enumerable.Repeat(1f, cells)], SampleCount = [.. Enumerable.Repeat(1, cells)],
                },
            ]);

        var first = analyst.Analyse(observations, [], new AnalysisRequest(4, 1, KeepMembers: false), CancellationToken.None);
        var second = analyst.Analyse(observations with { Cycle = CycleSchedule.SixHourly.CycleAt(cycle.Time.AddHours(6)) }, [first.State], new AnalysisRequest(4, 1, KeepMembers: false), CancellationToken.None);

        Assert.Contains(first.Departures, departure => departure.Flag == QualityFlag.Assimilated);
        foreach (var result in new[] { first, second })
        {
            Assert.Equal(Grid.ValueCount, result.MeanK.Length);
            Assert.All(result.MeanK, value => Assert.InRange(value, 100, 400));
            Assert.All(result.SpreadK, value => Assert.InRange(value, 1e-6f, 100));
        }
    }

    [Fact]
    public void Its_name_and_its_card_say_that_it_is_untrained()
    {
        BlankCommand.Write(Grid, seed: 1, _folder);

        var manifest = ModelFolder.Open(_folder).Manifest;

        Assert.Equal("UNTRAINED-for-load-tests-16x32x3", manifest.Id);
        Assert.StartsWith("UNTRAINED", manifest.Training["WARNING"], StringComparison.Ordinal);
        Assert.StartsWith("# UNTRAINED MODEL", File.ReadAllText(Path.Combine(_folder, "README.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_seed_decides_the_weights()
    {
        string HashOf(int seed, string name)
        {
            BlankCommand.Write(Grid, seed, Path.Combine(_folder, name));
            return ModelFolder.Open(Path.Combine(_folder, name)).Manifest.Files[ModelFolder.Denoiser];
        }

        var first = HashOf(1, "a");

        Assert.Equal(first, HashOf(1, "b"));
        Assert.NotEqual(first, HashOf(2, "c"));
    }

    [Fact]
    public void A_folder_with_something_in_it_is_left_alone()
    {
        var there = Path.Combine(_folder, "model.json");
        File.WriteAllText(there, "trained");

        var error = Assert.Throws<InvalidDataException>(() => BlankCommand.Write(Grid, seed: 1, _folder));

        Assert.Contains("not empty", error.Message, StringComparison.Ordinal);
        Assert.Equal("trained", File.ReadAllText(there));
    }

    [Fact]
    public void Grids_that_cannot_be_halved_three_times_are_refused()
    {
        var error = Assert.Throws<InvalidDataException>(() => BlankCommand.Write(new StateGrid(PrepareCommand.Regular(12, 32), [50_000]), seed: 1, _folder));

        Assert.Contains("multiples of 8", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
