using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Slams.Diffusion.Ablation;
using Slams.Training.Ablation;
using Slams.Training.Stages;

namespace Slams.Training.Commands;

/// <summary><c>slams-train ablation</c>: the two priors that <c>slams ablate</c> compares.</summary>
internal static class AblationCommand
{
    public static Command Create()
    {
        var defaults = new AblationOptions { DataFolder = "", ModelFolder = "", OutputFolder = "" };
        var data = new Option<string>("--data") { Description = "Folder with train_YEAR.nc files.", Required = true };
        var model = new Option<string>("--model") { Description = "Folder of the finished model whose autoencoder makes the latent space.", Required = true };
        var output = new Option<string>("--out") { Description = "Folder of checkpoints.", Required = true };
        var export = new Option<string?>("--export") { Description = "Folder to export the priors to when trained." };
        var only = new Option<PriorSpace?>("--only") { Description = "Train one prior only, pixel or latent; both can train side by side." };
        var steps = new Option<long>("--steps") { Description = "Steps of each prior.", DefaultValueFactory = _ => defaults.Steps };
        var batch = new Option<int>("--batch") { DefaultValueFactory = _ => defaults.Batch };
        var stride = new Option<int>("--stride") { Description = "Take every so many states.", DefaultValueFactory = _ => defaults.Stride };
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => defaults.Seed };
        var threads = new Option<int>("--threads") { Description = "Threads of the tensor library.", DefaultValueFactory = _ => defaults.Threads };
        var precision = new Option<TrainingPrecision>("--precision")
        {
            Description = "Of the forward and backward pass; auto is bfloat16 where the processor has it in hardware.",
        };
        var command = new Command("ablation", "Train the priors that the ablation compares.")
        {
            data, model, output, export, only, steps, batch, stride, seed, threads, precision,
        };
        command.SetAction((result, cancellationToken) =>
        {
            var clock = Stopwatch.StartNew();
            var options = new AblationOptions
            {
                DataFolder = result.GetRequiredValue(data),
                ModelFolder = result.GetRequiredValue(model),
                OutputFolder = result.GetRequiredValue(output),
                Only = result.GetValue(only),
                Steps = result.GetValue(steps),
                Batch = result.GetValue(batch),
                Stride = result.GetValue(stride),
                Seed = result.GetValue(seed),
                Threads = result.GetValue(threads),
                Precision = result.GetValue(precision),
            };
            void Log(string line) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed:hh\\:mm\\:ss} {line}"));
            var (context, priors) = AblationTraining.Execute(options, Log, cancellationToken);
            if (result.GetValue(export) is { } folder && options.Only is null && !cancellationToken.IsCancellationRequested)
            {
                PriorExporter.Export(options, context, priors, folder);
                Log($"exported to {folder}");
            }

            return Task.FromResult(0);
        });
        return command;
    }
}
