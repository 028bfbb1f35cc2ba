using System.CommandLine;

namespace Slams.CrashMatrix;

/// <summary>The soak: the service fed at a multiple of real time, killed at random moments, and audited at the end.</summary>
internal static class SoakCommand
{
    public static Command Create()
    {
        var minutes = new Option<double>("--minutes") { Description = "How long it is fed and killed.", DefaultValueFactory = _ => 60 };
        var speed = new Option<double>("--speed") { Description = "Event time per real time.", DefaultValueFactory = _ => 50 };
        var killEvery = new Option<double>("--kill-every") { Description = "Mean time between two kills, s.", DefaultValueFactory = _ => 30 };
        var interval = new Option<double>("--interval") { Description = "Event time between two cycles, h; that of the model, or it refuses.", DefaultValueFactory = _ => 6 };
        var seed = new Option<int>("--seed") { Description = "Another gives other moments and other victims.", DefaultValueFactory = _ => 1 };
        var log = new Option<string>("--log") { Description = "sqlite or kafka.", DefaultValueFactory = _ => "sqlite" };
        var processes = new Option<string>("--processes") { Description = "one or four.", DefaultValueFactory = _ => "four" };
        var command = new Command("soak", "Feeds the service at a multiple of real time, kills its processes at random moments, and audits what it leaves behind.")
        {
            minutes, speed, killEvery, interval, seed, log, processes,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            var plan = new SoakPlan
            {
                Length = TimeSpan.FromMinutes(result.GetValue(minutes)),
                Speed = result.GetValue(speed),
                KillEvery = TimeSpan.FromSeconds(result.GetValue(killEvery)),
                Interval = TimeSpan.FromHours(result.GetValue(interval)),
                Seed = result.GetValue(seed),
                Log = result.GetRequiredValue(log),
            };
            using var soak = new Soak(plan, Deployments.Named(result.GetRequiredValue(processes)), TimeProvider.System, Console.Out);
            return await soak.RunAsync(cancellationToken) ? 0 : 1;
        });
        return command;
    }
}
