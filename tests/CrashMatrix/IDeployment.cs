namespace Slams.CrashMatrix;

/// <summary>How the service is run.</summary>
public interface IDeployment
{
    /// <summary>Name in the table.</summary>
    string Name { get; }

    /// <summary>Its processes, by project, in the order of their start.</summary>
    IReadOnlyList<string> Workers { get; }

    /// <summary>Starts one of them.</summary>
    /// <param name="run">Where it reads and writes.</param>
    /// <param name="worker">Which.</param>
    /// <param name="crashAt">Where it is killed, as the crash hook reads it; null to let it live.</param>
    ServiceProcess Start(ServiceRun run, string worker, string? crashAt);

    /// <summary>Runs it over the inputs to the end, killed once where a point says and started again.</summary>
    /// <param name="run">Where it reads and writes.</param>
    /// <param name="point">Where a worker is killed; null for an unbroken run.</param>
    /// <param name="done">Tells whether all there should be is there, for a service that does not end by itself.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>How often a process was started again.</returns>
    Task<int> RunAsync(ServiceRun run, CrashPoint? point, Func<Task<bool>> done, CancellationToken cancellationToken);
}
