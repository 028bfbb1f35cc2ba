using System.Reflection;

namespace Slams.Cli;

/// <summary>Version of this software, for reports.</summary>
internal static class SoftwareVersion
{
    /// <summary>Version and commit; empty where the build gave none.</summary>
    public static string Current { get; } =
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
}
