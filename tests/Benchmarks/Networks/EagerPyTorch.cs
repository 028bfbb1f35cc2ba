using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Slams.Benchmarks.Networks;

/// <summary>A network in eager PyTorch, in a process of its own (<c>forward.py</c>): the same weights, shapes and threads.</summary>
internal sealed class EagerPyTorch : IDisposable
{
    private readonly Process _process;

    private EagerPyTorch(Process process, string version, double operations, float[] outputs) =>
        (_process, Version, Operations, Outputs) = (process, version, operations, outputs);

    /// <summary>Of PyTorch.</summary>
    public string Version { get; }

    /// <summary>Multiplications and additions of the convolutions and matrix products of a run.</summary>
    public double Operations { get; }

    /// <summary>What it has computed, output after output.</summary>
    public float[] Outputs { get; }

    /// <summary>Starts it; null where Python, PyTorch or onnx is not there.</summary>
    /// <param name="network">ONNX file.</param>
    /// <param name="threads">Threads inside one call.</param>
    /// <param name="batch">Samples of a run.</param>
    /// <param name="inputs">All inputs, one after the other.</param>
    /// <param name="folder">For files.</param>
    public static async Task<EagerPyTorch?> StartAsync(string network, int threads, int batch, IEnumerable<float[]> inputs, string folder)
    {
        var (given, computed) = (Path.Combine(folder, "inputs.bin"), Path.Combine(folder, "outputs.bin"));
        await File.WriteAllBytesAsync(given, [.. inputs.SelectMany(values => MemoryMarshal.AsBytes(values.AsSpan()).ToArray())]);
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("SLAMS_PYTHON") is { Length: > 0 } python ? python : "python3")
        {
            ArgumentList =
            {
                Path.Combine(Samples.Root, "tests", "Benchmarks", "Networks", "forward.py"), network, threads.ToString(CultureInfo.InvariantCulture),
                batch.ToString(CultureInfo.InvariantCulture), given, computed,
            },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }

        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        if ((await process.StandardOutput.ReadLineAsync())?.Split(' ') is not [var version, var operations])
        {
            process.Dispose();
            return null;
        }

        return new EagerPyTorch(
            process, version, double.Parse(operations, CultureInfo.InvariantCulture), [.. MemoryMarshal.Cast<byte, float>(await File.ReadAllBytesAsync(computed))]);
    }

    /// <summary>Computes once more; by its own clock.</summary>
    public async Task<Timing> RunAsync()
    {
        var before = _process.TotalProcessorTime;
        await _process.StandardInput.WriteLineAsync();
        await _process.StandardInput.FlushAsync();
        var seconds = double.Parse(await _process.StandardOutput.ReadLineAsync() ?? throw new InvalidDataException("PyTorch has ended."), CultureInfo.InvariantCulture);
        _process.Refresh();
        return new Timing(seconds, (_process.TotalProcessorTime - before).TotalSeconds);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
