using System.CommandLine;
using Slams.Formats.Stations;
using Slams.Verification.Samples;

namespace Slams.Cli.Commands;

/// <summary><c>slams convert</c>: any station file as the project's own station CSV.</summary>
internal static class ConvertCommand
{
    public static Command Create()
    {
        var stations = new Option<string[]>("--stations") { Description = "Station files or folders.", Required = true, AllowMultipleArgumentsPerToken = true };
        var output = new Option<string>("--out") { Description = "Folder of the CSV files.", Required = true };
        var format = new Option<string?>("--format") { Description = "Format by name." };
        var command = new Command("convert", "Turn station files into station CSV.") { stations, output, format };
        command.SetAction((result, cancellationToken) => UserMistakes.CatchAsync(async () =>
        {
            var report = await StationConversion.ConvertAsync(
                result.GetRequiredValue(stations), result.GetRequiredValue(output), new StationReadOptions { Format = result.GetValue(format) }, cancellationToken);
            Console.WriteLine(report);
            return 0;
        }));
        return command;
    }
}
