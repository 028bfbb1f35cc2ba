using Slams.Diffusion.Ablation;
using Slams.Diffusion.Model;
using Slams.Diffusion.Networks;
using Slams.Training.Data;
using Slams.Training.Networks;
using Slams.Training.Stages;
using static TorchSharp.torch;

namespace Slams.Training.Ablation;

/// <summary>Trains both priors of the ablation, one after the other. Each resumes from its checkpoint.</summary>
internal static class AblationTraining
{
    /// <summary>Trains what is missing and returns the priors by space.</summary>
    public static (TrainingContext Context, IReadOnlyDictionary<PriorSpace, TorchNetwork> Priors) Execute(
        AblationOptions options, Action<string> log, CancellationToken cancellationToken)
    {
        set_num_threads(options.Threads);
        manual_seed(options.Seed);
        Directory.CreateDirectory(options.OutputFolder);
        var model = ModelFolder.Open(options.ModelFolder);
        var files = Directory.GetFiles(options.DataFolder, "train_*.nc").Order(StringComparer.Ordinal).ToArray();
        var context = new TrainingContext
        {
            Cache = NatureRunCache.Load(files, model.Climatology.Scaling, log),
            Shapes = new NetworkShapes
            {
                StateChannels = model.Climatology.Scaling.Channels,
                LatentChannels = model.Manifest.LatentChannels,
                NoiseEmbedding = model.Manifest.NoiseEmbedding,
            },
            StaticFields = model.Climatology.StaticFields,
            Folder = options.OutputFolder,
            Seed = options.Seed,
            Precision = options.Precision.ToScalarType(TrainingPrecisions.HasFastBFloat16),
            Log = log,
        };
        log(TrainingPrecisions.Describe(context.Precision));
        var latents = new Lazy<PriorLatents>(() => Latents(model, context, options, cancellationToken));
        var priors = Enum.GetValues<PriorSpace>().Where(space => options.Only is null || options.Only == space).ToDictionary(
            space => space,
            space => new PriorStage(context, space).Run(
                new PriorStates(context.Cache, space == PriorSpace.Latent ? latents : null, options.Stride, (ulong)options.Seed),
                options.Steps, options.Batch, cancellationToken));
        return (context, priors);
    }

    private static PriorLatents Latents(ModelFolder model, TrainingContext context, AblationOptions options, CancellationToken cancellationToken)
    {
        using (var session = ExecutionProviders.OnCpu(options.Threads))
        {
            using var encoder = new OnnxNetwork(Path.Combine(model.FolderPath, ModelFolder.Encoder), session);
            var latents = PriorLatents.Encode(context.Cache, context.StaticFields, encoder, options.Stride, cancellationToken);
            context.Log("latents encoded");
            return latents;
        }
    }
}
