using System.CommandLine;
using Slams.Cli.Ablation;

namespace Slams.Cli.Commands;

/// <summary><c>slams ablate</c>: the paper's table, pixel space beside latent space, on a known truth.</summary>
internal static class AblateCommand
{
    public static Command Create()
    {
        var defaults = new AblationPlan();
        var truth = new Option<string>("--truth") { Description = "Nature-run file.", DefaultValueFactory = _ => defaults.Truth };
        var model = new Option<string>("--model") { Description = "Model folder: climatology and autoencoder.", DefaultValueFactory = _ => defaults.Model };
        var priors = new Option<string>("--priors") { Description = "Folder of the two priors.", DefaultValueFactory = _ => defaults.Priors };
        var seed = new Option<long>("--seed") { Description = "Seed of copies and members.", DefaultValueFactory = _ => defaults.Seed };
        var members = new Option<int>("--members") { Description = "Ensemble size.", DefaultValueFactory = _ => defaults.Members };
        var dates = new Option<int>("--dates") { Description = "Number of dates, spread evenly over the truth.", DefaultValueFactory = _ => defaults.Dates };
        var settings = new Option<string[]>("--settings") { Description = "Some settings only, for example c4 n1 g16.", AllowMultipleArgumentsPerToken = true };
        var steps = new Option<int>("--steps") { Description = "Steps of the solver.", DefaultValueFactory = _ => defaults.Sampling.Steps };
        var iterations = new Option<int>("--iterations") { Description = "Iterations of the guidance at each noise level.", DefaultValueFactory = _ => defaults.Sampling.Iterations };
        var highest = new Option<double>("--highest-level") { Description = "Noise level above which nothing guides.", DefaultValueFactory = _ => defaults.Sampling.HighestLevel };
        var threads = new Option<int>("--threads") { Description = "Dates side by side; 0 takes the number of processors.", DefaultValueFactory = _ => defaults.Threads };
        var output = new Option<string?>("--out") { Description = "Folder of ablation.json and ablation.html." };
        var command = new Command("ablate", "Compare assimilation in pixel and in latent space on degraded copies of a truth.")
        {
            truth, model, priors, seed, members, dates, settings, steps, iterations, highest, threads, output,
        };
        command.SetAction((result, cancellationToken) => UserMistakes.CatchAsync(() => new AblationSession(
            new AblationPlan
            {
                Truth = result.GetRequiredValue(truth),
                Model = result.GetRequiredValue(model),
                Priors = result.GetRequiredValue(priors),
                Seed = result.GetValue(seed),
                Members = result.GetValue(members),
                Dates = result.GetValue(dates),
                Settings = result.GetValue(settings) ?? [],
                Sampling = defaults.Sampling with
                {
                    Steps = result.GetValue(steps),
                    Iterations = result.GetValue(iterations),
                    HighestLevel = result.GetValue(highest),
                },
                Threads = result.GetValue(threads),
                Output = result.GetValue(output),
            },
            Console.Out, TimeProvider.System).RunAsync(cancellationToken)));
        return command;
    }
}
