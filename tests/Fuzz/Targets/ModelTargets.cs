using System.IO.Compression;
using Slams.Core.Analyses;
using Slams.Core.Quality;
using Slams.Diffusion.Analysts;
using Slams.Diffusion.Model;
using Slams.Formats.Models;
using Slams.Fuzz.Seeds;
using Slams.Fuzz.Support;
using Slams.Streaming.Tests.Messages;

namespace Slams.Fuzz.Targets;

/// <summary>Models on disk, and the state that passes from cycle to cycle.</summary>
internal static class ModelTargets
{
    /// <summary>Sizes of the carried states of the seeds.</summary>
    public const int Observations = 6, Latents = 4, Cells = 3;

    public static IEnumerable<FuzzTarget> Make()
    {
        var manifest = new Lazy<ScratchFile>(() => new ScratchFile(ModelFolder.ManifestName, (ModelClimatologyFile.FileName, ModelSeeds.Climatology())));
        var climatology = new Lazy<ScratchFile>(() => new ScratchFile(ModelClimatologyFile.FileName));
        return
        [
            new("model-manifest", bytes => ModelFolder.Open(Path.GetDirectoryName(manifest.Value.With(bytes))!), Refusals.Damaged),
            new("model-climatology", bytes => ModelClimatologyFile.Read(climatology.Value.With(bytes)), Refusals.Damaged),
            new("carried-state", ReadState, exception => exception is InvalidDataException),
        ];
    }

    /// <summary>A state is compressed: where the first byte is even that is done here, for nothing would be found behind it.</summary>
    private static void ReadState(byte[] bytes)
    {
        var content = bytes.Length > 0 ? bytes[1..] : [];
        var packed = bytes.Length > 0 && bytes[0] % 2 == 0 ? Deflate(content) : content;
        var state = CarriedState.Unpack(new CycleState(Samples.Cycle, "abcd", packed), Observations, Latents, Cells);
        if (state.Histories is { } histories)
        {
            StationHistories.Unpack(histories);
        }
    }

    private static byte[] Deflate(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(content);
        }

        return packed.ToArray();
    }
}
