using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Slams.Cli.Configuration;

namespace Slams.Cli.Commands;

/// <summary>Arguments of commands that look at the settings of workers.</summary>
internal sealed class ServiceArguments
{
    private readonly Argument<string[]> _settings = new("settings") { Description = "Settings as --Section:Key=Value, over those of environment and appsettings.json.", Arity = ArgumentArity.ZeroOrMore };
    private readonly Option<string[]> _workers = new("--worker")
    {
        // One for each option: what follows are settings, which would be taken for further names.
        Description = $"Only this worker, and others where it is said again: {string.Join(", ", ServiceHost.Workers)}. By default all, with the bundled model where the settings name none, as slams run.",
    };

    public Command AddTo(Command command)
    {
        _workers.AcceptOnlyFromAmong([.. ServiceHost.Workers]);
        command.Add(_settings);
        command.Add(_workers);
        command.TreatUnmatchedTokensAsErrors = false;
        return command;
    }

    /// <summary>Workers that were asked for.</summary>
    public IReadOnlyList<string> Workers(ParseResult result) => result.GetValue(_workers) is { Length: > 0 } some ? some : ServiceHost.Workers;

    /// <summary>Their host, not started.</summary>
    public WebApplication Build(ParseResult result)
    {
        var some = result.GetValue(_workers) is { Length: > 0 };
        return ServiceHost.Create([.. result.GetValue(_settings) ?? [], .. result.UnmatchedTokens], some ? null : BundledFiles.Model, Workers(result)).Build();
    }
}
