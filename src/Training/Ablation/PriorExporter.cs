using Slams.Diffusion.Ablation;
using Slams.Diffusion.Model;
using Slams.Diffusion.Networks;
using Slams.Training.Export;
using Slams.Training.Networks;
using Slams.Training.Stages;

namespace Slams.Training.Ablation;

/// <summary>Writes both priors as a folder that <c>slams ablate</c> reads.</summary>
internal static class PriorExporter
{
    /// <summary>Exports networks, adjoints and manifest.</summary>
    public static void Export(AblationOptions options, TrainingContext context, IReadOnlyDictionary<PriorSpace, TorchNetwork> priors, string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (space, network) in priors)
        {
            File.WriteAllBytes(Path.Combine(folder, PriorFolder.NetworkOf(space)), ModelExporter.ToOnnx(network, context.Rows, context.Columns));
            File.WriteAllBytes(
                Path.Combine(folder, PriorFolder.AdjointOf(space)), ModelExporter.ToOnnx(network, context.Rows, context.Columns, ("velocity", "noised")));
        }

        using var session = ExecutionProviders.OnCpu(options.Threads);
        using var encoder = new OnnxNetwork(Path.Combine(options.ModelFolder, ModelFolder.Encoder), session);
        using var decoder = new OnnxNetwork(Path.Combine(options.ModelFolder, ModelFolder.Decoder), session);
        var autoencoder = new Autoencoder(encoder, decoder, context.StaticFields);
        PriorFolder.WriteManifest(folder, new PriorManifest
        {
            Format = PriorManifest.CurrentFormat,
            Autoencoder = PriorFolder.AutoencoderFiles.ToDictionary(name => name, name => ModelFolder.HashFile(Path.Combine(options.ModelFolder, name))),
            Files = Enum.GetValues<PriorSpace>().SelectMany(space => new[] { PriorFolder.NetworkOf(space), PriorFolder.AdjointOf(space) })
                .ToDictionary(name => name, name => ModelFolder.HashFile(Path.Combine(folder, name))),
            Representation = RepresentationErrors.Measure(context.Cache, autoencoder),
            Training = new PriorTraining(
                options.Steps, options.Batch, options.Seed, context.Cache.Times.Count / options.Stride,
                priors[PriorSpace.Pixel].ParameterCount, priors[PriorSpace.Latent].ParameterCount),
        });
    }
}
