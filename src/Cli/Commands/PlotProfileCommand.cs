using System.CommandLine;
using Slams.Cli.Plotting;
using Slams.Pictures.Graphs;

namespace Slams.Cli.Commands;

/// <summary><c>slams plot profile</c>: the temperature above a point.</summary>
internal static class PlotProfileCommand
{
    public static Command Create()
    {
        var file = new Argument<string>("file") { Description = "Analysis file." };
        var (at, size, dpi, output) = (PlotOptions.At(), PlotOptions.Size(), PlotOptions.Dpi(), PlotOptions.Out("The PNG file."));
        var command = new Command("profile", "Draw mean, spread and members above a point.") { file, at, size, dpi, output };
        command.SetAction((result, _) => UserMistakes.CatchAsync(async () =>
        {
            var found = AnalysisFiles.Find([result.GetRequiredValue(file)]);
            if (found.Count > 1)
            {
                throw new InvalidDataException($"A profile takes one file; '{result.GetRequiredValue(file)}' is a folder of several.");
            }

            var picture = ProfilePicture.Draw(
                AnalysisFiles.Read(found[0]), result.GetRequiredValue(at)!.Value,
                PlotOptions.PictureSize(result.GetValue(size), result.GetValue(dpi), 960, 760));
            await PictureFile.WriteAsync(result.GetRequiredValue(output), picture, Console.Out);
            return 0;
        }));
        return command;
    }
}
