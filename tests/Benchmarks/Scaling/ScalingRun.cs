using System.Globalization;
using System.Text.Json;
using Slams.Benchmarks.Reports;
using Slams.Benchmarks.Sizes;
using Slams.Diffusion.Model;

namespace Slams.Benchmarks.Scaling;

/// <summary>Fits the cost model, checks it, and prints it with what follows from it for larger settings, as Markdown.</summary>
internal static class ScalingRun
{
    public static async Task RunAsync(ScalingOptions options, TextWriter output)
    {
        var file = options.Points;
        var folder = Directory.CreateTempSubdirectory("slams-scaling-");
        try
        {
            if (file is null)
            {
                file = options.Size.Out ?? Path.Combine(folder.FullName, "points.json");
                await SizeBenchmark.RunAsync(options.Size with { Out = file }, output);
                output.WriteLine();
            }

            var points = JsonSerializer.Deserialize<SizeResult[]>(await File.ReadAllTextAsync(file)) ?? throw new InvalidDataException($"'{file}' has no points.");
            // Kernels do not depend on the grid.
            var model = await new BlankModels(options.Size.Models ?? folder.FullName).OfAsync(32, 64);
            var work = new CycleWork(
                NetworkWork.OperationsPerCell(Path.Combine(model, ModelFolder.Analysis)), NetworkWork.OperationsPerCell(Path.Combine(model, ModelFolder.Denoiser)),
                NetworkWork.OperationsPerCell(Path.Combine(model, ModelFolder.Decoder)));
            var costs = new CostModel(points, Environment.ProcessorCount);
            var commit = await Commit.DescribeAsync(Samples.Root);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"Commit {commit}, {TimeProvider.System.GetUtcNow():yyyy-MM-dd HH:mm}Z, {Machine.Here()}.\n"));
            output.Write(ScalingText.Fits(costs, work));
            output.Write(ScalingText.LargeGrid(costs, work));
            output.Write(ScalingText.ManyStations(costs, points.FirstOrDefault(result => result.Point == SizePoint.Dense)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
