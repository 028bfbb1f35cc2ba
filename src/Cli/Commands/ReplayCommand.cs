using System.CommandLine;
using System.Globalization;
using Slams.Cli.Replay;
using Slams.Hosting.Configuration;

namespace Slams.Cli.Commands;

/// <summary><c>slams replay</c>: analyses the observations in a user's own files or in a log.</summary>
internal static class ReplayCommand
{
    public static Command Create()
    {
        var stations = Paths("--stations", "Station files or folders.");
        var frames = Paths("--frames", "Satellite frame files or folders.");
        var output = new Option<string>("--out") { Description = "Folder of the analyses.", Required = true };
        var from = TimeOption.Create("--from", "Leave out earlier observations (ISO-8601).");
        var to = TimeOption.Create("--to", "Leave out later observations (ISO-8601).");
        var members = new Option<int>("--members") { Description = "Ensemble size.", DefaultValueFactory = _ => 16 };
        var seed = new Option<long>("--seed") { Description = "Seed of the ensemble.", DefaultValueFactory = _ => 1 };
        var writeMembers = new Option<bool>("--write-members") { Description = "Write every member." };
        var log = new Option<string?>("--log") { Description = "sqlite:FILE or kafka:BOOTSTRAP; a SQLite file in the output folder by default." };
        var logSettings = new Option<string[]>("--log-setting") { Description = "KEY=VALUE passed to the log's client.", AllowMultipleArgumentsPerToken = true };
        var prefix = new Option<string?>("--topic-prefix") { Description = "Prefix of topics and groups; by default one that the inputs and settings give." };
        var speed = new Option<string>("--speed") { Description = "Event time per real time, or max.", DefaultValueFactory = _ => "max" };
        var withhold = new Option<double>("--withhold") { Description = "Share of stations withheld for verification." };
        var format = new Option<string>("--format") { Description = "Station format by name.", DefaultValueFactory = _ => "" };
        var positions = new Option<string?>("--positions") { Description = "CSV of stations with their positions, for formats that carry none." };
        var reference = TimeOption.Create("--reference-time", "About when files were made whose reports state day and hour only (ISO-8601).");
        var truth = new Option<string?>("--truth") { Description = "Truth to compare with, when the observations are simulated." };
        var model = new Option<string>("--model") { Description = "Model folder; none counts the observations of every cycle instead of analysing them.", DefaultValueFactory = _ => BundledFiles.Model };
        var fromLog = new Option<bool>("--from-log") { Description = "Replay the observations of a log instead of files, into topics of the replay's own in it." };
        var topics = new Option<string>("--topics") { Description = "Prefix of the topics to replay from the log.", DefaultValueFactory = _ => new RunOptions().TopicPrefix };
        var offsets = new Option<string[]>("--from-offset")
        {
            Description = "TOPIC/PARTITION=OFFSET of the log to begin at; other partitions begin at --from.",
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("replay", "Analyse the observations in files or in a log.")
        {
            fromLog, topics, offsets, stations, frames, output, from, to, members, seed, writeMembers, log, logSettings, prefix, speed, withhold, format, positions, reference, truth,
            model,
        };
        command.Validators.Add(result =>
        {
            if (!result.GetValue(fromLog))
            {
                if ((result.GetValue(offsets) ?? []).Length > 0)
                {
                    result.AddError("--from-offset goes with --from-log.");
                }
            }
            else if (result.GetValue(log) is null || result.GetValue(stations) is { Length: > 0 } || result.GetValue(frames) is { Length: > 0 })
            {
                result.AddError("--from-log needs --log, and takes no --stations or --frames.");
            }
        });
        command.SetAction((result, cancellationToken) => UserMistakes.CatchAsync(() => new ReplaySession(
            new ReplayPlan
            {
                Stations = result.GetValue(stations) ?? [],
                Frames = result.GetValue(frames) ?? [],
                FromTopics = result.GetValue(fromLog) ? result.GetRequiredValue(topics) : null,
                FromOffsets = (result.GetValue(offsets) ?? []).Select(Offset).ToDictionary(),
                Output = result.GetRequiredValue(output),
                From = result.GetValue(from),
                To = result.GetValue(to),
                Members = result.GetValue(members),
                Seed = result.GetValue(seed),
                WriteMembers = result.GetValue(writeMembers),
                Log = result.GetValue(log),
                LogSettings = Cli.LogSettings.Parse(result.GetValue(logSettings) ?? []),
                TopicPrefix = result.GetValue(prefix),
                Speed = Speed(result.GetRequiredValue(speed)),
                Withhold = result.GetValue(withhold),
                Format = result.GetRequiredValue(format),
                Positions = result.GetValue(positions),
                ReferenceTime = result.GetValue(reference),
                Truth = result.GetValue(truth),
                Model = result.GetRequiredValue(model),
            },
            Console.Out).RunAsync(null, cancellationToken)));
        return command;
    }

    private static Option<string[]> Paths(string name, string description) =>
        new(name) { Description = description, AllowMultipleArgumentsPerToken = true };

    private static KeyValuePair<string, long> Offset(string text) =>
        text.Split('=') is [var place, var number] && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            ? KeyValuePair.Create(place, offset)
            : throw new ArgumentException($"--from-offset: '{text}' is not TOPIC/PARTITION=OFFSET.");

    private static double Speed(string text) =>
        text == "max" ? 0
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var speed) && speed > 0 ? speed
        : throw new ArgumentException($"--speed: '{text}' is neither max nor a positive number.");
}
