using System.CommandLine;
using Slams.Cli.Configuration;
using Slams.Cli.Diagnosis;
using Slams.Hosting.Configuration;

namespace Slams.Cli.Commands;

/// <summary><c>slams doctor</c>: looks at everything that the service needs, and changes nothing.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var service = new ServiceArguments();
        var command = service.AddTo(new Command(
            "doctor", "Look at log, topics, model, clock, disks and sources of observations. Exit code 0: all well, perhaps with warnings; 1: something failed; 2: the settings are wrong."));
        command.SetAction((result, cancellationToken) => UserMistakes.CatchAsync(async () =>
        {
            await using var app = service.Build(result);
            if (SettingsCheck.Problems(app) is { Count: > 0 } problems)
            {
                foreach (var problem in problems)
                {
                    await Console.Out.WriteLineAsync($"FAILED   settings: {problem}");
                }

                return SettingMistakes.ExitCode;
            }

            await Console.Out.WriteLineAsync("ok       settings: in order");
            return await new Doctor(Examinations.Of(app, service.Workers(result)), Console.Out).ExamineAsync(cancellationToken);
        }));
        return command;
    }
}
