using System.Globalization;
using Microsoft.ML.OnnxRuntime;
using Slams.Benchmarks.Reports;
using Slams.Core.Randomness;
using Slams.Diffusion.Model;
using Slams.Diffusion.Networks;

namespace Slams.Benchmarks.Networks;

/// <summary>
/// Seconds of a forward pass of each network of the bundled model, as the service computes it, beside eager PyTorch with the same weights, shapes and threads, in turns; and what
/// share that is of the peak of the cores.
/// </summary>
internal sealed class NetworkBenchmark(string folder, TextWriter output)
{
    private const int Batch = 4, Rounds = 15, WarmUps = 4;
    private const double Ratio = 0.6;

    public static async Task<IReadOnlyList<Figure>> RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("slams-benchmark-");
        try
        {
            return await new NetworkBenchmark(folder.FullName, output).RunAsync();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task<IReadOnlyList<Figure>> RunAsync()
    {
        var figures = new List<Figure>();
        output.WriteLine(Invariant($"network: batches of {Batch}, medians of {Rounds} rounds in turns after {WarmUps} uncounted"));
        output.WriteLine("                        threads       ms   PyTorch, ms  ratio of times  lowest, highest  GFLOP/s  of the peak  largest difference");
        foreach (var threads in new[] { 1, 2 })
        {
            var peak = PeakRate.Measure(threads);
            foreach (var name in new[] { ModelFolder.Denoiser, ModelFolder.Decoder, ModelFolder.Analysis })
            {
                figures.Add(await CompareAsync(name, Path.Combine(Samples.Model, name), threads, peak));
            }

            output.WriteLine(Invariant($"  peak of {threads} threads: {peak / 1e9:0} GFLOP/s"));
        }

        return figures;
    }

    private async Task<Figure> CompareAsync(string name, string file, int threads, double peak)
    {
        var title = Invariant($"{name}, {threads} threads: time beside eager PyTorch");
        using var options = ExecutionProviders.OnCpu(threads);
        using var network = new OnnxNetwork(file, options);
        var (inputs, outputs) = Tensors(file, network);
        using var other = await EagerPyTorch.StartAsync(file, threads, Batch, inputs.Select(input => input.Values), folder);
        if (other is null)
        {
            output.WriteLine(Invariant($"  {name,-20} PyTorch is not there: python3 with torch and onnx (SLAMS_PYTHON names another Python)"));
            return Figure.Without(title, "", "PyTorch is not there: python3 with torch and onnx", Wanted.AtMost(Ratio));
        }

        network.Run(Batch, inputs, outputs);
        var difference = outputs.SelectMany(one => one.Values).Zip(other.Outputs, (a, b) => Math.Abs(a - b)).Max();
        var measured = await Interleaved.MeasureAsync(
            Rounds,
            () => Timing.OfAsync(() =>
            {
                network.Run(Batch, inputs, outputs);
                return Task.CompletedTask;
            }),
            other.RunAsync, WarmUps);
        if (threads == 1 && name == ModelFolder.Denoiser)
        {
            output.WriteLine(Invariant($"  PyTorch {other.Version}"));
        }

        var rate = other.Operations / measured.First.Seconds;
        output.WriteLine(Invariant(
            $"  {name,-20} {threads,8} {measured.First.Seconds * 1e3,8:0.0} {measured.Second.Seconds * 1e3,13:0.0} {1 / measured.Ratio,15:0.00} {1 / measured.HighestRatio,8:0.00} {1 / measured.LowestRatio,7:0.00} {rate / 1e9,8:0} {rate / peak,12:0%} {difference,19:0.0e0}"));
        return measured.ToFigureOfTimes(title, Wanted.AtMost(Ratio));
    }

    /// <summary>Normal random numbers as inputs, room for the outputs.</summary>
    private static ((string Name, float[] Values)[] Inputs, (string Name, float[] Values)[] Outputs) Tensors(string file, OnnxNetwork network)
    {
        using var session = new InferenceSession(file);
        var inputs = session.InputNames.Select(name => (Name: name, Values: new float[Batch * network.SampleSize(name)])).ToArray();
        foreach (var (number, input) in inputs.Index())
        {
            CounterRandom.FillNormal(1, (ulong)number, input.Values);
        }

        return (inputs, [.. session.OutputNames.Select(name => (name, new float[Batch * network.SampleSize(name)]))]);
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
