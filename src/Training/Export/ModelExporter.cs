using System.Globalization;
using Slams.Diffusion.Model;
using Slams.Formats.Models;
using Slams.Training.Networks;
using Slams.Training.Stages;

namespace Slams.Training.Export;

/// <summary>Writes a trained model as a folder that the service loads: networks as ONNX, climatology, manifest with hashes.</summary>
public static class ModelExporter
{
    private const string Producer = "slams-train";

    /// <summary>Exports everything.</summary>
    /// <param name="model">Trained networks.</param>
    /// <param name="folder">Target; created when absent.</param>
    /// <param name="id">Name of the model.</param>
    /// <param name="notes">How it was trained, for people.</param>
    public static void Export(TrainedModel model, string folder, string id, IReadOnlyDictionary<string, string> notes)
    {
        Directory.CreateDirectory(folder);
        var context = model.Context;
        Write(folder, ModelFolder.Encoder, ToOnnx(model.Encoder, context.Rows, context.Columns));
        Write(folder, ModelFolder.Decoder, ToOnnx(model.Decoder, context.Rows, context.Columns));
        Write(folder, ModelFolder.DecoderAdjoint, ToOnnx(model.Decoder, context.Rows, context.Columns, ("state", "latent")));
        Write(folder, ModelFolder.Analysis, ToOnnx(model.Analysis, context.Rows, context.Columns));
        Write(folder, ModelFolder.Denoiser, ToOnnx(model.Denoiser, context.Rows, context.Columns));
        Write(folder, ModelFolder.DenoiserAdjoint, ToOnnx(model.Denoiser, context.Rows, context.Columns, ("velocity", "noised")));
        using (var stream = File.Create(Path.Combine(folder, ModelClimatologyFile.FileName)))
        {
            ModelClimatologyFile.Write(stream, new ModelClimatology(context.Cache.Grid, context.Cache.Scaling, context.StaticFields));
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
            LatentChannels = context.Shapes.LatentChannels,
            WindowFrames = context.Shapes.WindowFrames,
            ObservationCycles = context.Shapes.ObservationCycles,
            CycleHours = model.Context.Cache.Step.TotalHours,
            NoiseEmbedding = context.Shapes.NoiseEmbedding,
            LowestLogSpread = (float)AnalysisPass.LowestLogSpread,
            HighestLogSpread = (float)AnalysisPass.HighestLogSpread,
            Inflation = model.Inflation,
            Files = new SortedDictionary<string, string>(
                files.ToDictionary(f => f, f => ModelFolder.HashFile(Path.Combine(folder, f))), StringComparer.Ordinal),
            Training = new SortedDictionary<string, string>(notes.ToDictionary(), StringComparer.Ordinal)
            {
                ["states"] = context.Cache.Times.Count.ToString(CultureInfo.InvariantCulture),
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
