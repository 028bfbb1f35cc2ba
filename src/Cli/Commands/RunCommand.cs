using System.CommandLine;
using Slams.Assimilator;
using Slams.Cli.Configuration;
using Slams.Hosting;
using Slams.Publisher;

namespace Slams.Cli.Commands;

/// <summary><c>slams run</c>: all four workers in one process, configured by appsettings, environment and arguments.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var settings = new Argument<string[]>("settings") { Description = "Settings as --Section:Key=Value.", Arity = ArgumentArity.ZeroOrMore };
        var model = new Option<string>("--model") { Description = "Model folder where the settings name none; none counts the observations of every cycle instead of analysing them.", DefaultValueFactory = _ => BundledFiles.Model };
        var command = new Command("run", "Host all four workers until stopped.") { settings, model };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((result, cancellationToken) => UserMistakes.CatchAsync(async () =>
        {
            var builder = ServiceHost.Create([.. result.GetValue(settings) ?? [], .. result.UnmatchedTokens], result.GetRequiredValue(model), ServiceHost.Workers);
            var app = builder.Build();
            app.BeginLoadingModel();
            app.MapPublisher();
            return await app.RunToExitCodeAsync(cancellationToken);
        }));
        return command;
    }
}
