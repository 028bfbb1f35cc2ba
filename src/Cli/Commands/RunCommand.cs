using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Slams.Assimilator;
using Slams.Cli.Replay;
using Slams.Hosting;
using Slams.Publisher;

namespace Slams.Cli.Commands;

/// <summary><c>slams run</c>: all four workers in one process, configured by appsettings, environment and arguments.</summary>
internal static class RunCommand
{
    private static readonly string[] SectionsWithModel = ["Stations", "Satellite", "Assimilator", "Publisher"];

    public static Command Create()
    {
        var settings = new Argument<string[]>("settings") { Description = "Settings as --Section:Key=Value.", Arity = ArgumentArity.ZeroOrMore };
        var model = new Option<string>("--model") { Description = "Model folder where the settings name none; none counts the observations of every cycle instead of analysing them.", DefaultValueFactory = _ => BundledFiles.Model };
        var command = new Command("run", "Host all four workers until stopped.") { settings, model };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((result, cancellationToken) => UserMistakes.CatchAsync(async () =>
        {
            var builder = WebApplication.CreateBuilder();
            var folder = result.GetRequiredValue(model);
            builder.Configuration.AddInMemoryCollection(
                SectionsWithModel
                    .Where(section => builder.Configuration[$"{section}:ModelFolder"] is null)
                    .Select(section => KeyValuePair.Create<string, string?>(
                        $"{section}:ModelFolder",
                        folder == AssimilatorOptions.NoModel && section != AssimilatorOptions.Section ? BundledFiles.Model : folder)));
            builder.Configuration.AddCommandLine([.. result.GetValue(settings) ?? [], .. result.UnmatchedTokens]);
            ReplayHost.AddWorkers(builder);
            builder.AddPublisher();
            var app = builder.Build();
            app.MapPublisher();
            return await app.RunToExitCodeAsync(cancellationToken);
        }));
        return command;
    }
}
