using System.IO.Compression;
using Slams.Core.Analyses;
using Slams.Core.Climatology;
using Slams.Core.Grids;
using Slams.Core.Quality;
using Slams.Diffusion.Analysts;
using Slams.Diffusion.Model;
using Slams.Formats.Models;
using Slams.Fuzz.Targets;
using Slams.Streaming.Tests.Messages;

namespace Slams.Fuzz.Seeds;

/// <summary>A small model, and the states that it hands on.</summary>
internal static class ModelSeeds
{
    public static byte[] Climatology()
    {
        var grid = new LatLonGrid([-45, 45], [0, 180]);
        var state = new StateGrid(grid, [50_000]);
        var channels = StateChannels.Of(state).Count;
        var scaling = new StateScaling(
            [.. Enumerable.Range(0, channels).Select(channel => new HarmonicClimatology(grid, new float[HarmonicClimatology.Terms * grid.CellCount]))],
            [.. Enumerable.Range(0, channels).Select(channel => new float[] { 1, 1 })]);
        using var stream = new MemoryStream();
        ModelClimatologyFile.Write(stream, new ModelClimatology(state, scaling, new float[grid.CellCount]));
        return stream.ToArray();
    }

    public static byte[] Manifest()
    {
        using var folder = new Formats.Tests.Support.ScratchFolder();
        ModelFolder.WriteManifest(folder.FullName, new ModelManifest
        {
            Format = ModelManifest.CurrentFormat,
            Id = "seed",
            LatentChannels = 2,
            WindowFrames = 2,
            ObservationCycles = 1,
            CycleHours = 6,
            NoiseEmbedding = 4,
            LowestLogSpread = -4,
            HighestLogSpread = 2,
            Inflation = [1, 1.5f, 1, 1],
            TemperatureInflation = [1, 1.25f],
            TemperatureSpread = new SpreadPattern { Annual = new float[2 * SpreadPattern.Bands], Seasonal = new float[2 * SpreadPattern.Bands] },
            Files = new SortedDictionary<string, string>
            {
                [ModelClimatologyFile.FileName] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Climatology())),
            },
            Training = new SortedDictionary<string, string> { ["note"] = "a seed" },
        });
        return File.ReadAllBytes(folder[ModelFolder.ManifestName]);
    }

    /// <summary>A state as it is packed, and its content before that.</summary>
    public static IEnumerable<byte[]> States()
    {
        var histories = new StationHistories([KeyValuePair.Create("A", new StationHistory(3, 0.5f, 1.25f, 1, 12, false))]).Pack();
        var state = new CarriedState(
            new float[ModelTargets.Observations], new float[ModelTargets.Latents], new float[ModelTargets.Latents], new float[ModelTargets.Cells], histories);
        var packed = state.Pack(Samples.Cycle, "abcd").Bytes.ToArray();
        using var content = new MemoryStream();
        new DeflateStream(new MemoryStream(packed), CompressionMode.Decompress).CopyTo(content);
        return [[1, .. packed], [0, .. content.ToArray()]];
    }
}
