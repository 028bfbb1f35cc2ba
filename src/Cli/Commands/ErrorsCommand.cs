using System.CommandLine;
using Slams.Cli.ObservationErrors;
using Slams.Verification.ObservationErrors;

namespace Slams.Cli.Commands;

/// <summary><c>slams errors</c>: observation errors estimated from the feedback of analyses, offered as settings.</summary>
internal static class ErrorsCommand
{
    public static Command Create()
    {
        var defaults = new ObservationErrorOptions();
        var paths = new Argument<string[]>("path") { Description = "Feedback files, CSV or Parquet, or folders of them.", Arity = ArgumentArity.OneOrMore };
        var block = new Option<int>("--block") { Description = "Cycles of a block of the bootstrap, longer than errors remember.", DefaultValueFactory = _ => defaults.BlockCycles };
        var sources = new Option<int>("--stations") { Description = "Stations to list, those with the largest errors over the assumed.", DefaultValueFactory = _ => defaults.Sources };
        var reports = new Option<int>("--min-reports") { Description = "Observations of a station that it takes to be listed.", DefaultValueFactory = _ => defaults.MinimumReports };
        var json = new Option<bool>("--json") { Description = "Write JSON." };
        var command = new Command("errors", "Estimate the errors of observations from the feedback of analyses, and tell the settings that follow; changes nothing.")
        {
            paths, block, sources, reports, json,
        };
        command.SetAction((result, cancellationToken) => UserMistakes.CatchAsync(() => new ErrorsSession(
            new ErrorsPlan
            {
                Paths = result.GetRequiredValue(paths),
                Options = defaults with { BlockCycles = Least(block, 1, result), Sources = Least(sources, 0, result), MinimumReports = Least(reports, 2, result) },
                Json = result.GetValue(json),
            },
            Console.Out, Console.Error).RunAsync(cancellationToken)));
        return command;
    }

    private static int Least(Option<int> option, int least, ParseResult result) => result.GetValue(option) is var value && value >= least
        ? value
        : throw new ArgumentException($"{option.Name} must be at least {least}.");
}
