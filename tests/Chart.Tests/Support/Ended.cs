using System.Diagnostics;

namespace Slams.Chart.Tests.Support;

/// <summary>How a tool ended.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it printed.</param>
/// <param name="Errors">What it printed as errors.</param>
internal sealed record Ended(int ExitCode, string Output, string Errors)
{
    /// <summary>Runs a tool to its end.</summary>
    public static async Task<Ended> RunAsync(string tool, IEnumerable<string> arguments, string? folder = null)
    {
        var start = new ProcessStartInfo(tool, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Ended(process.ExitCode, output, await errors);
    }

    /// <summary>Requires success.</summary>
    public Ended Well()
    {
        Assert.True(ExitCode == 0, $"It ended with {ExitCode} and printed:\n{Output}\n{Errors}");
        return this;
    }
}
