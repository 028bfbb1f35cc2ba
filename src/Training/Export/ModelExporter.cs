using System.Globalization;
using Slams.Diffusion.Model;
using Slams.Formats.Models;
using Slams.Training.Networks;
using Slams.Training.Stages;

namespace Slams.Training.Export;

/// <summary>Writes a model as a folder that the service loads: networks as ONNX, climatology, manifest with hashes.</summary>
public static class ModelExporter
{
    private const string Producer = "slams-train";

    /// <summary>Exports everything.</summary>
    /// <param name="model">The networks.</param>
    /// <param name="folder">Target; created when absent.</param>
    /// <param name="id">Name of the model.</param>
    /// <param name="notes">How it was made besides, for people.</param>
    public static void Export(TrainedModel model, string folder, string id, IReadOnlyDictionary<string, string> notes)
    {
        Directory.CreateDirectory(folder);
        var grid = model.Climatology.Grid.Horizontal;
        Write(folder, ModelFolder.Encoder, ToOnnx(model.Encoder, grid.Rows, grid.Columns));
        Write(folder, ModelFolder.Decoder, ToOnnx(model.Decoder, grid.Rows, grid.Columns));
        Write(folder, ModelFolder.DecoderAdjoint, ToOnnx(model.Decoder, grid.Rows, grid.Columns, ("state", "latent")));
        Write(folder, ModelFolder.Analysis, ToOnnx(model.Analysis, grid.Rows, grid.Columns));
        Write(folder, ModelFolder.Denoiser, ToOnnx(model.Denoiser, grid.Rows, grid.Columns));
        Write(folder, ModelFolder.DenoiserAdjoint, ToOnnx(model.Denoiser, grid.Rows, grid.Columns, ("velocity", "noised")));
        using (var stream = File.Create(Path.Combine(folder, ModelClimatologyFile.FileName)))
        {
            ModelClimatologyFile.Write(stream, model.Climatology);
        }

        string[] files =
        [
            ModelFolder.Encoder, ModelFolder.Decoder, ModelFolder.DecoderAdjoint, ModelFolder.Analysis, ModelFolder.Denoiser, ModelFolder.DenoiserAdjoint,
            ModelClimatologyFile.FileName,
        ];
        ModelFolder.WriteManifest(folder, new ModelManifest
        {
            Format = ModelManifest.CurrentFormat,
            Id = id,
            LatentChannels = model.Shapes.LatentChannels,
            WindowFrames = model.Shapes.WindowFrames,
            ObservationCycles = model.Shapes.ObservationCycles,
            CycleHours = model.Step.TotalHours,
            NoiseEmbedding = model.Shapes.NoiseEmbedding,
            LowestLogSpread = (float)AnalysisPass.LowestLogSpread,
            HighestLogSpread = (float)AnalysisPass.HighestLogSpread,
            Inflation = model.Inflation,
            Files = new SortedDictionary<string, string>(
                files.ToDictionary(f => f, f => ModelFolder.HashFile(Path.Combine(folder, f))), StringComparer.Ordinal),
            Training = new SortedDictionary<string, string>(model.Notes.Concat(notes).ToDictionary(), StringComparer.Ordinal)
            {
                ["parameters"] = string.Create(CultureInfo.InvariantCulture,
                    $"encoder {model.Encoder.ParameterCount}, decoder {model.Decoder.ParameterCount}, analysis {model.Analysis.ParameterCount}, denoiser {model.Denoiser.ParameterCount}"),
            },
        });
    }

    /// <summary>One network as ONNX, with the adjoint of an output with respect to an input on request.</summary>
    public static byte[] ToOnnx(TorchNetwork network, int rows, int columns, (string Output, string Input)? adjoint = null) =>
        new OnnxEmitter(
            network.Graph,
            name => (network.Parameters[name].data<float>().ToArray(), network.Parameters[name].shape),
            rows, columns, adjoint is not null)
            .Emit(Producer, adjoint);

    private static void Write(string folder, string name, byte[] bytes) => File.WriteAllBytes(Path.Combine(folder, name), bytes);
}
