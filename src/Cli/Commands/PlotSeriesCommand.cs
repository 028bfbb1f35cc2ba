using System.CommandLine;
using Slams.Cli.Plotting;
using Slams.Pictures.Graphs;

namespace Slams.Cli.Commands;

/// <summary><c>slams plot series</c>: the temperature at a point through time.</summary>
internal static class PlotSeriesCommand
{
    public static Command Create()
    {
        var files = PlotOptions.Files("Analysis files, or folders of them; each run gets a line.");
        var (at, level) = (PlotOptions.At(), PlotOptions.Level());
        var (size, dpi, output) = (PlotOptions.Size(), PlotOptions.Dpi(), PlotOptions.Out("The PNG file."));
        var command = new Command("series", "Draw mean and spread at a point through time.") { files, at, level, size, dpi, output };
        command.SetAction((result, cancellationToken) => UserMistakes.CatchAsync(async () =>
        {
            var analyses = AnalysisFiles.Find(result.GetRequiredValue(files)).Select(path =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return AnalysisFiles.Read(path);
            });
            var picture = SeriesPicture.Draw(
                analyses, result.GetValue(level), result.GetRequiredValue(at)!.Value,
                PlotOptions.PictureSize(result.GetValue(size), result.GetValue(dpi), 1100, 560));
            await PictureFile.WriteAsync(result.GetRequiredValue(output), picture, Console.Out);
            return 0;
        }));
        return command;
    }
}
