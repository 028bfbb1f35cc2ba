using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Slams.Training.Export;
using Slams.Training.Stages;

namespace Slams.Training.Commands;

/// <summary><c>slams-train run</c>: every stage, resuming from checkpoints, with progress lines.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Folder with train_YEAR.nc files.", Required = true };
        var fixedFields = new Option<string>("--static") { Description = "File with orog and lsm.", Required = true };
        var sites = new Option<string>("--sites") { Description = "CSV of sites: id,latitude,longitude.", Required = true };
        var output = new Option<string>("--out") { Description = "Folder of checkpoints.", Required = true };
        var from = new Option<string?>("--from")
        {
            Description = "Finished model to go on from; its climatology and autoencoder stay as they are.",
        };
        var analysisRate = new Option<double>("--analysis-rate") { Description = "Peak learning rate of the analysis network.", DefaultValueFactory = _ => 1e-3 };
        var denoiserRate = new Option<double>("--denoiser-rate") { Description = "Peak learning rate of the denoiser.", DefaultValueFactory = _ => 1e-3 };
        var validation = new Option<string?>("--validation") { Description = "States for judging while training." };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => 1 };
        var autoencoder = new Option<long>("--autoencoder-steps") { DefaultValueFactory = _ => 900 };
        var analysis = new Option<long>("--analysis-steps") { DefaultValueFactory = _ => 3000 };
        var denoiser = new Option<long>("--denoiser-steps") { Description = "More than some hundred memorise: spread collapses on unseen states.", DefaultValueFactory = _ => 400 };
        var threads = new Option<int>("--threads") { Description = "Threads of the tensor library.", DefaultValueFactory = _ => 2 };
        var precision = new Option<TrainingPrecision>("--precision")
        {
            Description = "Of the forward and backward pass; auto is bfloat16 where the processor has it in hardware.",
        };
        var model = new Option<string?>("--model") { Description = "Folder to export the model to when trained." };
        var id = new Option<string>("--id") { DefaultValueFactory = _ => "slams-t30" };
        var command = new Command("run", "Train every stage.")
        {
            model, id, data, fixedFields, sites, output, from, validation, seed, autoencoder, analysis, denoiser, analysisRate, denoiserRate, threads, precision,
        };
        command.SetAction((result, cancellationToken) =>
        {
            var clock = Stopwatch.StartNew();
            var trained = TrainingRun.Execute(
                new TrainingOptions
                {
                    DataFolder = result.GetRequiredValue(data),
                    StaticFile = result.GetRequiredValue(fixedFields),
                    SitesFile = result.GetRequiredValue(sites),
                    OutputFolder = result.GetRequiredValue(output),
                    StartFolder = result.GetValue(from),
                    ValidationFile = result.GetValue(validation),
                    Seed = result.GetValue(seed),
                    AutoencoderSteps = result.GetValue(autoencoder),
                    AnalysisSteps = result.GetValue(analysis),
                    DenoiserSteps = result.GetValue(denoiser),
                    AnalysisRate = result.GetValue(analysisRate),
                    DenoiserRate = result.GetValue(denoiserRate),
                    Threads = result.GetValue(threads),
                    Precision = result.GetValue(precision),
                },
                line => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed:hh\\:mm\\:ss} {line}")),
                cancellationToken);
            if (result.GetValue(model) is { } folder && !cancellationToken.IsCancellationRequested)
            {
                ModelExporter.Export(trained, folder, result.GetRequiredValue(id), new Dictionary<string, string>
                {
                    ["steps"] = string.Create(CultureInfo.InvariantCulture,
                        $"autoencoder {(result.GetValue(from) is null ? result.GetValue(autoencoder) : 0)}, analysis {result.GetValue(analysis)}, denoiser {result.GetValue(denoiser)}, batch 16"),
                });
                Console.WriteLine($"exported to {folder}");
            }

            return Task.FromResult(0);
        });
        return command;
    }
}
