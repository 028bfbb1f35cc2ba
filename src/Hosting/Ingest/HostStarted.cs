using Microsoft.Extensions.Hosting;

namespace Slams.Hosting.Ingest;

/// <summary>The host itself, with all of its services and its HTTP server.</summary>
internal sealed class HostStarted : IStartsFirst
{
    private readonly TaskCompletionSource _started = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public HostStarted(IHostApplicationLifetime lifetime) => lifetime.ApplicationStarted.Register(_started.SetResult);

    public Task Started => _started.Task;
}
