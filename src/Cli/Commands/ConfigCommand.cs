using System.Buffers.Text;
using System.CommandLine;
using System.Security.Cryptography;
using System.Text;
using Slams.Cli.Configuration;
using Slams.Hosting.Configuration;

namespace Slams.Cli.Commands;

/// <summary><c>slams config</c>: checks settings without starting anything, and writes their reference.</summary>
internal static class ConfigCommand
{
    public static Command Create() => new("config", "Check the settings of the workers.") { Check(), MakeToken(), Reference() };

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

    private static Command MakeToken()
    {
        var command = new Command("token", "Make an API token and the hash that the configuration needs; the token is shown this once.");
        command.SetAction((_, _) => UserMistakes.CatchAsync(async () =>
        {
            // As much as cannot be guessed, so that a plain hash of it will do.
            var token = "slams_" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
            await Console.Out.WriteLineAsync($"token   {token}");
            await Console.Out.WriteLineAsync($"sha256  {Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)))}");
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
