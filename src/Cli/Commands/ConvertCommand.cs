using System.CommandLine;
using Slams.Formats.Stations;
using Slams.Formats.Stations.Positions;
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
        var positions = new Option<string?>("--positions") { Description = "CSV of stations with their positions, for formats that carry none." };
        var reference = TimeOption.Create("--reference-time", "About when files were made whose reports state day and hour only (ISO-8601).");
        var command = new Command("convert", "Turn station files into station CSV.") { stations, output, format, positions, reference };
        command.SetAction((result, cancellationToken) => UserMistakes.CatchAsync(async () =>
        {
            var options = new StationReadOptions
            {
                Format = result.GetValue(format),
                Positions = result.GetValue(positions) is { } path ? StationPositionList.Read(path) : new Dictionary<string, StationPosition>(),
                ReferenceTime = result.GetValue(reference),
            };
            var report = await StationConversion.ConvertAsync(
                result.GetRequiredValue(stations), result.GetRequiredValue(output), options, cancellationToken);
            Console.WriteLine(report);
            return 0;
        }));
        return command;
    }
}
