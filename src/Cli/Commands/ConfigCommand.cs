using System.CommandLine;
using Slams.Cli.Configuration;
using Slams.Hosting.Configuration;

namespace Slams.Cli.Commands;

/// <summary><c>slams config</c>: checks settings without starting anything, and writes their reference.</summary>
internal static class ConfigCommand
{
    public static Command Create() => new("config", "Check the settings of the workers.") { Check(), Reference() };

    private static Command Check()
    {
        var service = new ServiceArguments();
        var command = service.AddTo(new Command("check", "Say what is wrong with the settings, without starting anything. Exit code 0: nothing; 2: something."));
        command.SetAction((result, _) => UserMistakes.CatchAsync(async () =>
        {
            await using var app = service.Build(result);
            var problems = SettingsCheck.Problems(app);
            foreach (var problem in problems)
            {
                await Console.Error.WriteLineAsync(problem);
            }

            if (problems.Count > 0)
            {
                return SettingMistakes.ExitCode;
            }

            await Console.Out.WriteLineAsync("The settings are in order.");
            return 0;
        }));
        return command;
    }

    private static Command Reference()
    {
        var command = new Command("reference", "Write docs/configuration.md.") { Hidden = true };
        command.SetAction((_, _) => UserMistakes.CatchAsync(async () =>
        {
            await Console.Out.WriteAsync(ConfigurationReference.Write());
            return 0;
        }));
        return command;
    }
}
