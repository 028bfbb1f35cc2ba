using System.CommandLine;
using Slams.Cli.Ingest;
using Slams.Ingest.Satellite;
using Slams.Ingest.Stations;

namespace Slams.Cli.Commands;

/// <summary><c>slams ingest</c>: appends files, or the standard input, to the log of the workers and ends.</summary>
internal static class IngestCommand
{
    public static Command Create()
    {
        var source = new Argument<string>("source") { Description = "stations or satellite." };
        source.AcceptOnlyFromAmong(StationIngest.Source, SatelliteIngest.Source);
        var paths = new Argument<string[]>("path")
        {
            Description = "Files or folders, or - for the standard input; then settings as --Section:Key=Value, over those of environment and appsettings.json.",
            Arity = ArgumentArity.OneOrMore,
        };
        var name = new Option<string>("--name") { Description = "Name of the file that the standard input stands for: some formats have station or date in it.", DefaultValueFactory = _ => "stdin" };
        var spool = new Option<string?>("--spool") { Description = "Folder for the standard input while it is read; by default in that of the user's data." };
        var model = new Option<string>("--model") { Description = "Model folder where the settings name none.", DefaultValueFactory = _ => BundledFiles.Model };
        var command = new Command("ingest", "Append files, or the standard input, to the event log and end; what it has already is not appended again.") { source, paths, name, spool, model };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((result, cancellationToken) => UserMistakes.CatchAsync(async () =>
        {
            // What begins as an option does not is a path wherever it stands.
            var given = result.GetRequiredValue(paths).ToLookup(path => path.StartsWith("--", StringComparison.Ordinal));
            var plan = new IngestPlan
            {
                Source = result.GetRequiredValue(source),
                Paths = [.. given[false]],
                Settings = [.. given[true], .. result.UnmatchedTokens],
                Name = result.GetRequiredValue(name),
                Spool = result.GetValue(spool) ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "slams", "input"),
                Model = result.GetRequiredValue(model),
            };
            await using var input = Console.OpenStandardInput();
            return await new IngestSession(plan, input, Console.Out).RunAsync(cancellationToken);
        }));
        return command;
    }
}
