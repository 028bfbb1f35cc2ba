using System.CommandLine;
using Slams.Cli.Decoding;
using Slams.Cli.Log;
using Slams.Formats.Frames;
using Slams.Formats.Stations;
using Slams.Formats.Stations.Positions;

namespace Slams.Cli.Commands;

/// <summary><c>slams decode</c>: what files hold and what ingest would make of it, as CSV.</summary>
internal static class DecodeCommand
{
    public static Command Create()
    {
        var paths = new Argument<string[]>("path") { Description = "Station files, or soundings, or satellite files, or folders of them.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string?>("--out") { Description = "Folder for the frames on the model's grid, as CF netCDF." };
        var format = new Option<string?>("--format") { Description = "Station format by name." };
        var positions = new Option<string?>("--positions") { Description = "CSV of stations with their positions, for formats that carry none." };
        var reference = TimeOption.Create("--reference-time", "About when files were made whose reports state day and hour only (ISO-8601).");
        var from = TimeOption.Create("--from", "Leave out earlier observations (ISO-8601).");
        var to = TimeOption.Create("--to", "Leave out later observations (ISO-8601).");
        var model = new Option<string>("--model") { Description = "Model folder, for climatology and grid.", DefaultValueFactory = _ => BundledFiles.Model };
        var command = new Command(
            "decode", "Write station files as CSV with the verdict of quality control, soundings with a line for each level, satellite files with a line for each frame, to the standard output; what cannot be read to the standard error.")
        {
            paths, output, format, positions, reference, from, to, model,
        };
        command.SetAction((result, cancellationToken) => UserMistakes.CatchAsync(async () =>
        {
            await using var table = Console.OpenStandardOutput();
            var plan = new DecodePlan
            {
                Paths = result.GetRequiredValue(paths),
                Stations = new StationReadOptions
                {
                    Format = result.GetValue(format),
                    Positions = result.GetValue(positions) is { } list ? StationPositionList.Read(list) : new Dictionary<string, StationPosition>(),
                    ReferenceTime = result.GetValue(reference),
                },
                From = result.GetValue(from),
                To = result.GetValue(to),
                Output = result.GetValue(output),
                Model = result.GetRequiredValue(model),
                Quality = WorkerEnvironment.Quality(),
                Frames = new FrameReadOptions { Abi = WorkerEnvironment.Abi() },
            };
            return await new DecodeSession(plan, table, Console.Error, TimeProvider.System).RunAsync(cancellationToken);
        }));
        return command;
    }
}
