using System.CommandLine;
using Slams.Cli.Plotting;
using Slams.Pictures.Projections;
using Slams.Pictures.Sheets;

namespace Slams.Cli.Commands;

/// <summary><c>slams plot map</c>: fields as maps.</summary>
internal static class PlotMapCommand
{
    public static Command Create()
    {
        var files = PlotOptions.Files("Analysis files or folders of them; two files, the earlier first, for an increment.");
        var (level, statistic, range) = (PlotOptions.Level(), PlotOptions.Statistic(), PlotOptions.Range());
        var projection = new Option<string>("--projection")
        {
            Description = "How the globe is laid on the plane.",
            DefaultValueFactory = _ => MapProjections.Names[0],
        };
        projection.AcceptOnlyFromAmong([.. MapProjections.Names]);
        var centre = PlotOptions.Centre();
        var stations = new Option<bool>("--stations") { Description = "Show the stations of the feedback file beside, by observation minus analysis." };
        var (size, dpi) = (PlotOptions.Size(), PlotOptions.Dpi());
        var output = PlotOptions.Out("The PNG file; of several analyses the folder of their pictures.");
        var command = new Command("map", "Draw the temperature of a level as a map.")
        {
            files, level, statistic, range, projection, centre, stations, size, dpi, output,
        };
        command.SetAction((result, cancellationToken) => UserMistakes.CatchAsync(() => new MapSession(
            new FieldRequest(result.GetRequiredValue(files), result.GetValue(level), result.GetValue(statistic), result.GetValue(range)),
            MapProjections.Of(result.GetRequiredValue(projection), result.GetValue(centre)),
            result.GetValue(size) is { } pixels ? new PictureSize(pixels.Width, pixels.Height, result.GetValue(dpi)) : null,
            result.GetValue(dpi), result.GetValue(stations), result.GetRequiredValue(output), Console.Out).RunAsync(cancellationToken)));
        return command;
    }
}
