using System.CommandLine;
using System.Globalization;
using Slams.Cli.Replay;

namespace Slams.Cli.Commands;

/// <summary><c>slams demo</c>: the bundled sample, with the map page and the table against the truth.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var once = new Option<bool>("--once") { Description = "Exit after the table instead of keeping the page up." };
        var output = new Option<string?>("--out") { Description = "Folder of the analyses; a new temporary one by default." };
        var port = new Option<int>("--port") { Description = "Port of the page on 127.0.0.1.", DefaultValueFactory = _ => 8080 };
        var members = new Option<int>("--members") { Description = "Ensemble size.", DefaultValueFactory = _ => 8 };
        var command = new Command("demo", "Replay the bundled sample and compare with its truth.") { once, output, port, members };
        command.SetAction((result, cancellationToken) => UserMistakes.CatchAsync(async () =>
        {
            var folder = result.GetValue(output) ?? Directory.CreateTempSubdirectory("slams-demo-").FullName;
            Console.WriteLine($"Analyses: {folder}");
            var plan = new ReplayPlan
            {
                Stations = [Path.Combine(BundledFiles.Demo, "stations")],
                Frames = [Path.Combine(BundledFiles.Demo, "frames")],
                Truth = Path.Combine(BundledFiles.Demo, "truth.nc.gz"),
                Output = folder,
                Members = result.GetValue(members),
                Withhold = 0.1,
                Url = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{result.GetValue(port)}"),
            };
            return await new ReplaySession(plan, Console.Out).RunAsync(
                result.GetValue(once) ? null : () => StayUpAsync(plan.Url!, cancellationToken), cancellationToken);
        }));
        return command;
    }

    private static async Task StayUpAsync(string url, CancellationToken cancellationToken)
    {
        Console.WriteLine($"The page stays up at {url} until Ctrl-C.");
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
