using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using Slams.Core.Observations;
using Slams.Core.Quality;
using Slams.Formats.Stations;
using Slams.Verification.Simulation;
using Slams.Verification.Tests.Truths;
using Slams.Verification.Truths;

namespace Slams.Verification.Tests.Simulation;

public sealed class ObservingSystemSimulationTests
{
    private static readonly Site[] Sites = [.. Enumerable.Range(0, 400).Select(i =>
        new Site($"S{i:0000}", (i % 160) - 79.5, ((i * 37) % 360) - 180.5, i))];

    [Fact]
    public async Task Quality_control_finds_exactly_what_the_manifest_says_was_planted()
    {
        using var scratch = new ScratchFolder();
        var manifest = Run(scratch, seed: 11, cycles: 12);
        var control = new ReadingQualityControl(new QualityControlOptions(), TimeProvider.System);
        var tally = new QualityTally();
        foreach (var reading in await ReadAsync(scratch))
        {
            tally.Add(control.Apply(reading, out var findings), findings);
        }

        Assert.Equal(manifest.Reports, tally.Total);
        Assert.Equal((300 * 12) - manifest.Dropouts.Count + manifest.ExactRepeats.Count + manifest.DifferingRepeats.Count, tally.Total);
        Assert.Equal(manifest.ExactRepeats.Count, tally.Count(ReadingFindings.ExactRepeat));
        Assert.Equal(manifest.DifferingRepeats.Count, tally.Count(ReadingFindings.DifferingRepeat));
        Assert.Equal(manifest.ExactRepeats.Count + manifest.DifferingRepeats.Count, tally.Count(QualityFlag.Duplicate));
        Assert.Equal(tally.Total - tally.Count(QualityFlag.Duplicate), tally.Count(QualityFlag.Assimilated));
        Assert.NotEmpty(manifest.GrossErrors);
        Assert.NotEmpty(manifest.EmptyTemperatures);
        Assert.NotEmpty(manifest.Late);
        Assert.Equal(12, manifest.Frames.Count);
    }

    [Fact]
    public async Task Reports_come_in_order_of_arrival_so_that_stamps_are_disordered_and_late_ones_follow()
    {
        using var scratch = new ScratchFolder();
        var manifest = Run(scratch, seed: 12, cycles: 12);
        var readings = await ReadAsync(scratch);
        Assert.Contains(readings.Zip(readings.Skip(1)), pair => pair.First.Time > pair.Second.Time);
        foreach (var late in manifest.Late.Where(late => late.Time < manifest.To.AddHours(-20)))
        {
            var at = readings.FindIndex(reading => reading.StationId == late.Station && reading.Time == late.Time);
            // By then the following cycle has begun to report.
            Assert.True(readings.Take(at).Max(reading => reading.Time) > late.Time.AddHours(5));
        }
    }

    [Fact]
    public void Same_seed_same_bytes_and_another_seed_other_bytes()
    {
        using var scratch = new ScratchFolder();
        Run(scratch, seed: 13, cycles: 3, folder: "a");
        Run(scratch, seed: 13, cycles: 3, folder: "b");
        Run(scratch, seed: 14, cycles: 3, folder: "c");
        Assert.Equal(Hashes(scratch.File("a")), Hashes(scratch.File("b")));
        Assert.NotEqual(Hashes(scratch.File("a")), Hashes(scratch.File("c")));
    }

    [Fact]
    public void Manifest_and_truth_read_back()
    {
        using var scratch = new ScratchFolder();
        var manifest = Run(scratch, seed: 15, cycles: 4);
        var read = ManifestJson.Read(scratch.File("manifest.json"));
        Assert.Equal(manifest.System, read.System);
        Assert.Equal(manifest.Network, read.Network);
        Assert.Equal(manifest.Late, read.Late);
        Assert.Equal((manifest.From, manifest.To, manifest.Cycles, manifest.Seed), (read.From, read.To, read.Cycles, read.Seed));
        using var truth = TruthFiles.Open(scratch.File("truth.nc.gz"));
        Assert.Equal(4, truth.Times.Count);
        File.WriteAllText(scratch.File("other.json"), "{\"version\":2,\"system\":{}}");
        Assert.Throws<InvalidDataException>(() => ManifestJson.Read(scratch.File("other.json")));
    }

    [Fact]
    public void Impossible_requests_are_refused()
    {
        using var scratch = new ScratchFolder();
        using var truth = new AnalyticTruth(3);
        var request = new SimulationRequest { Seed = 1, OutputFolder = scratch.File("x"), System = new() { Stations = 10 } };
        Assert.Throws<ValidationException>(() =>
            ObservingSystemSimulation.Run(truth, Sites, request with { System = new() { GrossErrorShare = 2 } }));
        Assert.Throws<ValidationException>(() =>
            ObservingSystemSimulation.Run(truth, Sites, request with { System = new() { SmallestGrossErrorK = 50 } }));
        Assert.Throws<ArgumentException>(() =>
            ObservingSystemSimulation.Run(truth, Sites, request with { From = truth.Times[0].AddYears(1) }));
        Assert.Throws<ArgumentException>(() =>
            ObservingSystemSimulation.Run(truth, Sites, request with { System = new() { Stations = 401 } }));
        Assert.False(Directory.Exists(scratch.File("x")));
    }

    private static SimulationManifest Run(ScratchFolder scratch, ulong seed, int cycles, string folder = ".")
    {
        using var truth = new AnalyticTruth(cycles);
        return ObservingSystemSimulation.Run(truth, Sites, new SimulationRequest
        {
            Seed = seed,
            OutputFolder = scratch.File(folder),
            System = new ObservingSystem { Stations = 300 },
            WriteTruth = true,
            TruthName = "analytic",
        });
    }

    private static async Task<List<StationReading>> ReadAsync(ScratchFolder scratch)
    {
        var formats = new StationFormats(new StationReadOptions());
        var readings = new List<StationReading>();
        foreach (var file in Directory.GetFiles(scratch.File("stations")).Order(StringComparer.Ordinal))
        {
            await foreach (var item in formats.ReadFileAsync(file, TestContext.Current.CancellationToken))
            {
                readings.Add(Assert.IsType<StationReading>(item.Reading));
            }
        }

        return readings;
    }

    private static string[] Hashes(string folder) => [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(file => Path.GetRelativePath(folder, file) + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file))))];
}
