using System.Diagnostics;
using System.Globalization;

namespace Slams.Benchmarks.Sizes;

/// <summary>
/// Untrained models, made by the trainer in a process of its own: only that loads TorchSharp. Those that the folder has already are taken as they are.
/// </summary>
internal sealed class BlankModels(string folder)
{
    private static string Trainer
    {
        get
        {
            var built = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
            return Path.Combine(Samples.Root, "src", "Training", "bin", built.Parent!.Name, built.Name, "slams-train.dll");
        }
    }

    /// <summary>The folder of a model of so many rows and columns with the paper's levels.</summary>
    public async Task<string> OfAsync(int rows, int columns)
    {
        var path = Path.Combine(folder, FormattableString.Invariant($"{rows}x{columns}"));
        if (File.Exists(Path.Combine(path, "model.json")))
        {
            return path;
        }

        using var process = Process.Start(new ProcessStartInfo("dotnet",
        [
            Trainer, "blank", "--rows", rows.ToString(CultureInfo.InvariantCulture), "--columns", columns.ToString(CultureInfo.InvariantCulture),
            "--levels", SizePoint.Levels, "--model", path,
        ])
        { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var (text, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? path : throw new InvalidOperationException($"The trainer failed:\n{await text}\n{await errors}");
    }
}
