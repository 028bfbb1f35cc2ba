using System.Diagnostics;

namespace Slams.Formats.Tests.Support;

/// <summary>Runs readers written by others (ncdump, cdo, Python) on our files.</summary>
internal static class OutsideTool
{
    public static string Run(string tool, params string[] arguments)
    {
        var output = TryRun(tool, out var exitCode, arguments);
        Assert.SkipWhen(output is null, $"{tool} is not installed.");
        Assert.True(exitCode == 0, $"{tool} failed with {exitCode}: {output}");
        return output!;
    }

    public static void RequirePythonModule(string module)
    {
        var output = TryRun("python3", out var exitCode, "-c", $"import {module}");
        Assert.SkipWhen(output is null || exitCode != 0, $"Python's {module} is not installed.");
    }

    private static string? TryRun(string tool, out int exitCode, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            exitCode = process.ExitCode;
            return output + errors.GetAwaiter().GetResult();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            exitCode = -1;
            return null;
        }
    }
}
