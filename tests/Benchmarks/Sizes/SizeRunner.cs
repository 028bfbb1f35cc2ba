using System.Diagnostics;
using System.Reflection;
using System.Text.Json;

namespace Slams.Benchmarks.Sizes;

/// <summary>Measures sizes, each in a process of its own, and keeps what it has measured.</summary>
internal sealed class SizeRunner(BlankModels models, int cycles)
{
    private readonly Dictionary<SizePoint, SizeResult> _measured = [];

    /// <summary>Everything measured so far, in that order.</summary>
    public IReadOnlyCollection<SizeResult> Measured => _measured.Values;

    /// <summary>Takes over what another run has measured.</summary>
    public void Add(SizeResult result) => _measured[result.Point] = result;

    /// <summary>Measures a size, unless it has been.</summary>
    public async Task<SizeResult> MeasureAsync(SizePoint point)
    {
        if (_measured.TryGetValue(point, out var known))
        {
            return known;
        }

        var model = await models.OfAsync(point.Rows, point.Columns);
        using var process = Process.Start(new ProcessStartInfo("dotnet", [Assembly.GetExecutingAssembly().Location, .. SizeMeasurement.Arguments(model, point, cycles)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (text, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{point} failed:\n{await text}\n{await errors}");
        }

        var result = JsonSerializer.Deserialize<SizeResult>(await text) ?? throw new InvalidOperationException($"{point} told nothing.");
        _measured.Add(point, result);
        return result;
    }
}
