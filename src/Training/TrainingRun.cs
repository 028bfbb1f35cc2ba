using System.Globalization;
using Slams.Diffusion.Model;
using Slams.Formats.Models;
using Slams.Training.Data;
using Slams.Training.Networks;
using Slams.Training.Stages;
using static TorchSharp.torch;

namespace Slams.Training;

/// <summary>The whole training: autoencoder, latents, analysis network, denoiser. Every stage resumes from its checkpoint.</summary>
public static class TrainingRun
{
    /// <summary>Runs what is missing and returns the trained networks.</summary>
    public static TrainedModel Execute(TrainingOptions options, Action<string> log, CancellationToken cancellationToken)
    {
        set_num_threads(options.Threads);
        manual_seed(options.Seed);
        Directory.CreateDirectory(options.OutputFolder);
        var files = Directory.GetFiles(options.DataFolder, "train_*.nc").Order(StringComparer.Ordinal).ToArray();
        var start = options.StartFolder is null ? null : ModelFolder.Open(options.StartFolder);
        var cache = NatureRunCache.Load(files, start?.Climatology.Scaling, log);
        var fixedFields = StaticFields.Read(options.StaticFile, cache.Grid.Horizontal);
        var context = new TrainingContext
        {
            Cache = cache,
            Shapes = new NetworkShapes { StateChannels = cache.Scaling.Channels },
            Start = start,
            StaticFields = fixedFields,
            Folder = options.OutputFolder,
            Seed = options.Seed,
            Precision = options.Precision.ToScalarType(TrainingPrecisions.HasFastBFloat16),
            Log = log,
        };
        log(TrainingPrecisions.Describe(context.Precision));
        var autoencoder = new AutoencoderStage(context);
        var (encoder, decoder) = start is null ? autoencoder.Run(options.AutoencoderSteps, options.Batch, cancellationToken) : autoencoder.Build();
        var latentStage = new LatentStage(context, encoder, decoder);
        if (start is null)
        {
            latentStage.Standardise();
        }

        log($"reconstruction error by channel, in normalised units: {Join(latentStage.ReconstructionRmse(1000, 16))}");
        var weights = latentStage.ChannelWeights();
        log($"latent channel weights: {Join(weights)}");
        var latents = (latentStage.EncodeAll(), latentStage.EncodeAll(mirrored: true));

        var land = fixedFields.AsSpan(cache.Grid.Horizontal.CellCount, cache.Grid.Horizontal.CellCount).ToArray();
        var networks = new StationNetworks(cache.Grid.Horizontal, land, ReadSites(options.SitesFile));
        WalkSampler Walks(int stage) => new(cache, latents, context.Shapes, networks, (10 * options.Seed) + stage);
        var validation = Validation(options, context, encoder, decoder, networks);
        var analysis = new AnalysisStage(context, Walks(1), weights) { Probe = validation is { } v ? v.Probe.Measure : null }
            .Run(options.AnalysisSteps, options.Batch, options.AnalysisRate, cancellationToken);
        var inflation = Enumerable.Repeat(1f, context.Shapes.WindowChannels).ToArray();
        if (validation is { } judge)
        {
            var pass = new AnalysisPass(context, analysis);
            log($"analysis: averaged weights, {judge.Probe.Measure(pass)}");
            inflation = new SpreadCalibration(context, judge.Cycles).Measure(pass);
        }

        var denoiser = new DenoiserStage(context, Walks(2), analysis).Run(options.DenoiserSteps, options.Batch, options.DenoiserRate, cancellationToken);
        return new TrainedModel(
            new ModelClimatology(cache.Grid, cache.Scaling, fixedFields), context.Shapes, cache.Step, encoder, decoder, analysis, denoiser, inflation)
        {
            Notes = new Dictionary<string, string>
            {
                ["from"] = start is null ? "fresh weights" : $"{start.Manifest.Id}, {start.Hash}",
                ["seed"] = options.Seed.ToString(CultureInfo.InvariantCulture),
                ["precision"] = TrainingPrecisions.Describe(context.Precision),
                ["states"] = cache.Times.Count.ToString(CultureInfo.InvariantCulture),
            },
        };
    }

    private static (ValidationCycles Cycles, ValidationProbe Probe)? Validation(
        TrainingOptions options, TrainingContext context, TorchNetwork encoder, TorchNetwork decoder, StationNetworks networks)
    {
        if (options.ValidationFile is null)
        {
            return null;
        }

        var states = NatureRunCache.Load([options.ValidationFile], context.Cache.Scaling, context.Log);
        var latents = new LatentStage(context with { Cache = states }, encoder, decoder);
        context.Log($"reconstruction error on validation: {Join(latents.ReconstructionRmse(20, 16))}");
        var cycles = new ValidationCycles(context, states, latents.EncodeAll(), networks);
        return (cycles, new ValidationProbe(context, states, cycles, decoder));
    }

    private static (double Latitude, double Longitude)[] ReadSites(string path) =>
        [.. File.ReadLines(path).Where(line => line.Length > 0 && char.IsAsciiDigit(line[0])).Select(line => line.Split(','))
            .Select(f => (double.Parse(f[1], CultureInfo.InvariantCulture), double.Parse(f[2], CultureInfo.InvariantCulture)))];

    private static string Join(IEnumerable<float> values) => string.Join(' ', values.Select(v => v.ToString("0.000", CultureInfo.InvariantCulture)));
}
