using System.CommandLine;
using Slams.Cli.Evaluation;

namespace Slams.Cli.Commands;

/// <summary><c>slams calibrate</c>: fits the spread of a model to its errors, by level, latitude and season.</summary>
internal static class CalibrateCommand
{
    public static Command Create()
    {
        var defaults = new EvaluationPlan();
        var model = new Option<string>("--model") { Description = "Model folder; its manifest is rewritten.", Required = true };
        var truth = new Option<string>("--truth") { Description = "Nature-run file.", DefaultValueFactory = _ => defaults.Truth };
        var sites = new Option<string>("--sites") { Description = "Site list.", DefaultValueFactory = _ => defaults.Sites };
        var blocks = new Option<int[]>("--blocks")
        {
            Description = "Numbers of the blocks to fit on, from 1; the rest remains for judging.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [1, 3],
        };
        var cycles = new Option<int>("--cycles") { Description = "Most cycles of each block; 0 takes all.", DefaultValueFactory = _ => 0 };
        var members = new Option<int>("--members") { Description = "Ensemble size.", DefaultValueFactory = _ => defaults.Members };
        var seed = new Option<long>("--seed") { Description = "Seed of observations and members.", DefaultValueFactory = _ => defaults.Seed };
        var command = new Command("calibrate", "Fit the spread of a model to its errors.") { model, truth, sites, blocks, cycles, members, seed };
        command.SetAction((result, cancellationToken) => UserMistakes.CatchAsync(() => new CalibrationSession(
            defaults with
            {
                Model = result.GetRequiredValue(model),
                Truth = result.GetRequiredValue(truth),
                Sites = result.GetRequiredValue(sites),
                Blocks = result.GetValue(blocks) ?? [],
                Cycles = result.GetValue(cycles),
                Members = result.GetValue(members),
                Seed = result.GetValue(seed),
            },
            Console.Out, TimeProvider.System).RunAsync(cancellationToken)));
        return command;
    }
}
