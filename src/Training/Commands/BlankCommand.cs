using System.CommandLine;
using Slams.Core.Grids;
using Slams.Training.Blank;
using Slams.Training.Export;

namespace Slams.Training.Commands;

/// <summary><c>slams-train blank</c>: an untrained model of any size, for load tests.</summary>
internal static class BlankCommand
{
    public static Command Create()
    {
        var model = new Option<string>("--model") { Description = "Folder to write the model to; must be absent or empty.", Required = true };
        var rows = new Option<int>("--rows") { Description = "Rows of the grid, a multiple of 8.", DefaultValueFactory = _ => 120 };
        var columns = new Option<int>("--columns") { Description = "Columns of the grid, a multiple of 8.", DefaultValueFactory = _ => 240 };
        var levels = new Option<string>("--levels") { Description = "Levels in hPa.", DefaultValueFactory = _ => PrepareCommand.PaperLevels };
        var seed = new Option<int>("--seed") { Description = "Seed of the weights.", DefaultValueFactory = _ => 1 };
        var command = new Command("blank", "Write an UNTRAINED model of any grid, for load tests only: its analyses mean nothing.")
        {
            model, rows, columns, levels, seed,
        };
        command.SetAction(result =>
        {
            try
            {
                var grid = new StateGrid(
                    PrepareCommand.Regular(result.GetValue(rows), result.GetValue(columns)), PrepareCommand.Levels(result.GetRequiredValue(levels)));
                Write(grid, result.GetValue(seed), result.GetRequiredValue(model));
                Console.WriteLine($"wrote {BlankModel.IdOf(grid)}, which nobody has trained, to {result.GetRequiredValue(model)}");
                return 0;
            }
            catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                Console.Error.WriteLine(exception.Message);
                return 1;
            }
        });
        return command;
    }

    /// <summary>Writes a blank model and its card.</summary>
    /// <exception cref="InvalidDataException">The grid does not suit the networks, or something is in the folder.</exception>
    internal static void Write(StateGrid grid, int seed, string folder)
    {
        // A trained model is dear, and must not be lost to one that cost a second.
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new InvalidDataException($"'{folder}' is not empty: an untrained model is not written over what is there.");
        }

        var blank = BlankModel.Create(grid, seed);
        ModelExporter.Export(blank, folder, BlankModel.IdOf(grid), new Dictionary<string, string>());
        File.WriteAllText(Path.Combine(folder, "README.md"), BlankModel.Card(blank, seed));
    }
}
