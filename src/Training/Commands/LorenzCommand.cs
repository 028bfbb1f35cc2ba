using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Slams.Training.Experiments.Lorenz;

namespace Slams.Training.Commands;

/// <summary><c>slams-train lorenz</c>: guidance and sampler on Lorenz-63 against a bootstrap particle filter.</summary>
internal static class LorenzCommand
{
    public static Command Create()
    {
        var defaults = new LorenzOptions();
        var seed = new Option<int>("--seed") { DefaultValueFactory = _ => defaults.Seed };
        var sets = new Option<int>("--sets") { Description = "Observed trajectories of each kind.", DefaultValueFactory = _ => defaults.Sets };
        var frames = new Option<int>("--frames") { Description = "Frames of a trajectory.", DefaultValueFactory = _ => defaults.Frames };
        var training = new Option<long>("--training-steps") { DefaultValueFactory = _ => defaults.TrainingSteps };
        var steps = new Option<int>("--steps") { Description = "Steps of the sampler.", DefaultValueFactory = _ => defaults.SamplerSteps };
        var iterations = new Option<int>("--iterations") { Description = "Iterations of the guidance.", DefaultValueFactory = _ => defaults.Iterations };
        var highest = new Option<double>("--highest-level") { Description = "Noise level above which nothing guides.", DefaultValueFactory = _ => defaults.HighestLevel };
        var checkpoint = new Option<string?>("--checkpoint") { Description = "File of the network's weights, read if there, written when trained." };
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => 1 };
        var command = new Command("lorenz", "Compare posteriors of Lorenz-63 with a particle filter's.")
        {
            seed, sets, frames, training, steps, iterations, highest, checkpoint, threads,
        };
        command.SetAction((result, cancellationToken) =>
        {
            TorchSharp.torch.set_num_threads(result.GetValue(threads));
            Execute(
                defaults with
                {
                    Seed = result.GetValue(seed),
                    Sets = result.GetValue(sets),
                    Frames = result.GetValue(frames),
                    TrainingSteps = result.GetValue(training),
                    SamplerSteps = result.GetValue(steps),
                    HighestLevel = result.GetValue(highest),
                    Iterations = result.GetValue(iterations),
                },
                result.GetValue(checkpoint),
                cancellationToken);
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Execute(LorenzOptions options, string? checkpoint, CancellationToken cancellationToken)
    {
        var clock = Stopwatch.StartNew();
        var network = WindowTraining.Run(options, checkpoint, line => Print($"{clock.Elapsed:hh\\:mm\\:ss} {line}"), cancellationToken);
        Print($"trained in {clock.Elapsed.TotalSeconds:0} s");
        var experiment = new LorenzExperiment(network, options);
        foreach (var (name, every, deviation) in new[] { ("lo", 8, 0.05), ("hi", 1, 0.25) })
        {
            var scores = new List<LorenzScore[]>();
            for (var set = 0; set < options.Sets; set++)
            {
                var (found, starts) = experiment.Run(set, every, deviation, cancellationToken);
                scores.Add(found);
                Print($"{clock.Elapsed:hh\\:mm\\:ss} {name} {set}: {starts} distinct starts; earth mover {string.Join(' ', found.Select(s => s.EarthMover.ToString("0.000", CultureInfo.InvariantCulture)))}");
            }

            Print($"{name}: every {every} frames, deviation {deviation}; means of {options.Sets} trajectories");
            Print($"{"",-16} {"log prior",12} {"log likelihood",15} {"earth mover",12}");
            for (var way = 0; way < LorenzExperiment.Ways.Count; way++)
            {
                var own = scores.Select(s => s[way]).ToArray();
                Print($"{LorenzExperiment.Ways[way],-16} {own.Average(s => s.LogPrior),12:0.0} {own.Average(s => s.LogLikelihood),15:0.00} {own.Average(s => s.EarthMover),12:0.000}");
            }
        }
    }

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
