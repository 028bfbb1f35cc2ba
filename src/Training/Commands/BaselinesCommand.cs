using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Slams.Formats.Models;
using Slams.Training.Baselines;
using Slams.Verification.Baselines;

namespace Slams.Training.Commands;

/// <summary><c>slams-train baselines</c>: the statistics that the linear baselines of <c>slams evaluate</c> need.</summary>
internal static class BaselinesCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "Folder with train_YEAR.nc files.", Required = true };
        var climatology = new Option<string>("--climatology") { Description = "Climatology of a trained model.", Required = true };
        var output = new Option<string>("--out") { Description = "Folder of the statistics.", Required = true };
        var modes = new Option<int>("--modes") { Description = "Number of orthogonal functions.", DefaultValueFactory = _ => 300 };
        var command = new Command("baselines", "Fit the linear baselines.") { data, climatology, output, modes };
        command.SetAction(result =>
        {
            var clock = Stopwatch.StartNew();
            var files = Directory.GetFiles(result.GetRequiredValue(data), "train_*.nc").Order(StringComparer.Ordinal).ToArray();
            var statistics = BaselineFit.Fit(
                () => NatureRunStates.Read(files), ModelClimatologyFile.Read(result.GetRequiredValue(climatology)), result.GetValue(modes),
                TimeSpan.FromDays(1), TimeSpan.FromHours(6),
                line => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed:hh\\:mm\\:ss} {line}")));
            var folder = Directory.CreateDirectory(result.GetRequiredValue(output)).FullName;
            BaselineStatisticsFile.Write(Path.Combine(folder, BaselineStatisticsFile.FileName), statistics);
            return 0;
        });
        return command;
    }
}
