using System.CommandLine;
using Slams.Cli.Evaluation;
using Slams.Verification.Evaluation;
using Slams.Verification.Simulation;

namespace Slams.Cli.Commands;

/// <summary><c>slams evaluate</c>: the model and honest baselines against a known truth.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var defaults = new EvaluationPlan();
        var standard = new Option<bool>("--standard") { Description = "The standard evaluation that all figures refer to; the default, so that options show what differs." };
        var truth = new Option<string>("--truth") { Description = "Nature-run file.", DefaultValueFactory = _ => defaults.Truth };
        var sites = new Option<string>("--sites") { Description = "Site list.", DefaultValueFactory = _ => defaults.Sites };
        var model = new Option<string>("--model") { Description = "Model folder.", DefaultValueFactory = _ => defaults.Model };
        var baselines = new Option<string>("--baselines") { Description = "Folder of the baselines' statistics, or none.", DefaultValueFactory = _ => defaults.Baselines! };
        var baselinesOnly = new Option<bool>("--baselines-only") { Description = "Leave the model out." };
        var seed = new Option<long>("--seed") { Description = "Seed of observations and members.", DefaultValueFactory = _ => defaults.Seed };
        var members = new Option<int>("--members") { Description = "Ensemble size.", DefaultValueFactory = _ => defaults.Members };
        var blocks = new Option<int[]>("--blocks") { Description = "Numbers of the blocks, from 1; all by default.", AllowMultipleArgumentsPerToken = true };
        var cycles = new Option<int>("--cycles") { Description = "Most cycles of each block; 0 takes all.", DefaultValueFactory = _ => 0 };
        var stations = new Option<int>("--stations") { Description = "Number of stations.", DefaultValueFactory = _ => defaults.System.Stations };
        var profiles = new Option<int>("--profiles") { Description = "Number of sites that observe profiles of temperature.", DefaultValueFactory = _ => 0 };
        var noise = new Option<double>("--noise") { Description = "Factor on the errors of stations and satellite, known to all methods.", DefaultValueFactory = _ => 1 };
        var withhold = new Option<double>("--withhold") { Description = "Share of the stations that verify instead of being assimilated.", DefaultValueFactory = _ => defaults.Withhold };
        var without = new Option<Modality?>("--without") { Description = "Leave out stations, longwave, precipitation or profiles." };
        var compare = new Option<bool>("--compare-modalities") { Description = "Also run without each of them, and tell what it costs." };
        var faults = new Option<bool>("--faults") { Description = "Instead of all that, plant faulty stations, 1 % of each kind, and tell what quality control finds and what they cost." };
        var steps = new Option<int>("--steps") { Description = "Noise levels the sampler visits.", DefaultValueFactory = _ => defaults.Analyst.Steps };
        var guided = new Option<double>("--guided-share") { Description = "Share of the stations assimilated by guidance.", DefaultValueFactory = _ => defaults.Analyst.GuidedStationShare };
        var level = new Option<double>("--guidance-level") { Description = "Noise level from which downwards samples are guided.", DefaultValueFactory = _ => defaults.Analyst.GuidanceLevel };
        var lowest = new Option<double>("--guidance-lowest-level") { Description = "Noise level down to which samples are guided.", DefaultValueFactory = _ => defaults.Analyst.GuidanceLowestLevel };
        var iterations = new Option<int>("--guidance-iterations") { Description = "Iterations of the guidance at each noise level.", DefaultValueFactory = _ => defaults.Analyst.GuidanceIterations };
        var output = new Option<string?>("--out") { Description = "Folder of report.json and report.html." };
        var command = new Command("evaluate", "Evaluate the model and baselines against a truth.")
        {
            standard, truth, sites, model, baselines, baselinesOnly, seed, members, blocks, cycles, stations, profiles, noise, withhold, without, compare, faults, steps, guided, level, lowest, iterations, output,
        };
        command.SetAction((result, cancellationToken) => UserMistakes.CatchAsync(() =>
        {
            var plan = new EvaluationPlan
            {
                Truth = result.GetRequiredValue(truth),
                Sites = result.GetRequiredValue(sites),
                Model = result.GetRequiredValue(model),
                Baselines = result.GetRequiredValue(baselines) is "none" ? null : result.GetRequiredValue(baselines),
                BaselinesOnly = result.GetValue(baselinesOnly),
                Seed = result.GetValue(seed),
                Members = result.GetValue(members),
                Blocks = result.GetValue(blocks) ?? [],
                Cycles = result.GetValue(cycles),
                System = defaults.System with
                {
                    Stations = result.GetValue(stations),
                    Profiles = result.GetValue(profiles) is var count and > 0 ? new ProfileSystem(count) : null,
                    TemperatureErrorK = defaults.System.TemperatureErrorK * result.GetValue(noise),
                    PrecipitationLogError = defaults.System.PrecipitationLogError * result.GetValue(noise),
                    FluxError = defaults.System.FluxError * result.GetValue(noise),
                },
                Withhold = result.GetValue(withhold),
                Analyst = defaults.Analyst with
                {
                    Steps = result.GetValue(steps),
                    GuidedStationShare = result.GetValue(guided),
                    GuidanceLevel = result.GetValue(level),
                    GuidanceLowestLevel = result.GetValue(lowest),
                    GuidanceIterations = result.GetValue(iterations),
                },
                Without = result.GetValue(without),
                CompareModalities = result.GetValue(compare),
                Output = result.GetValue(output),
            };
            return result.GetValue(faults)
                ? new QualitySession(plan, Console.Out, TimeProvider.System).RunAsync(cancellationToken)
                : new EvaluationSession(plan, Console.Out, TimeProvider.System).RunAsync(cancellationToken);
        }));
        return command;
    }
}
