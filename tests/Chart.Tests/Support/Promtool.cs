using System.ComponentModel;

namespace Slams.Chart.Tests.Support;

/// <summary>Prometheus' own checks.</summary>
internal static class Promtool
{
    /// <summary>Runs it in a folder; skips the test where it is not installed.</summary>
    public static async Task<Ended> RunAsync(string folder, params string[] arguments)
    {
        try
        {
            return await Ended.RunAsync("promtool", arguments, folder);
        }
        catch (Win32Exception)
        {
            Assert.Skip("promtool is not installed.");
            throw;
        }
    }
}
