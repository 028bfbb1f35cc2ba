using System.ComponentModel;
using System.Diagnostics;

namespace Slams.Formats.Tests.Support;

/// <summary>Runs readers written by others (ncdump, cdo, Python) on our files.</summary>
internal static class OutsideTool
{
    /// <summary>Runs a tool and returns what it prints; skips the test where the tool is absent.</summary>
    public static string Run(string tool, params string[] arguments)
    {
        var result = TryRun(tool, arguments);
        Assert.SkipWhen(result is null, $"{tool} is not installed.");
        Assert.True(result!.Value.ExitCode == 0, $"{tool} failed with {result.Value.ExitCode}: {result.Value.Errors}");
        return result.Value.Output;
    }

    /// <summary>An interpreter that has a module: the system's own or the first of the path.</summary>
    public static string PythonWith(string module)
    {
        var found = new[] { "/usr/bin/python3", "python3" }
            .FirstOrDefault(python => TryRun(python, "-c", $"import {module}") is { ExitCode: 0 });
        Assert.SkipWhen(found is null, $"Python's {module} is not installed.");
        return found!;
    }

    private static (int ExitCode, string Output, string Errors)? TryRun(string tool, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        try
        {
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, errors.GetAwaiter().GetResult());
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
