namespace Slams.CrashMatrix;

/// <summary>The ways to run the service, by the names of the command line.</summary>
internal static class Deployments
{
    public static IDeployment Named(string name) => name switch
    {
        "one" => new OneProcess(),
        "four" => new SeparateProcesses(),
        _ => throw new ArgumentException($"--processes: '{name}' is neither one nor four."),
    };
}
