using System.Diagnostics;

namespace Slams.Benchmarks.Reports;

/// <summary>The commit of the working tree that this program was built in.</summary>
internal static class Commit
{
    /// <summary>Its short name, with <c>-dirty</c> where files differ from it; "unknown" where git does not tell.</summary>
    public static async Task<string> DescribeAsync(string folder)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("git", ["-C", folder, "describe", "--always", "--dirty", "--exclude", "*"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var text = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? text.Trim() : "unknown";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "unknown";
        }
    }
}
