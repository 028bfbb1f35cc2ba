using Slams.Core.Analyses;
using Slams.Publisher.Delivery;

namespace Slams.Publisher.Tests.Support;

/// <summary>An export that notes what it has got, and fails while it is broken.</summary>
internal sealed class Recorder(string name) : IExportSink
{
    private readonly TaskCompletionSource _firstFailure = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private volatile bool _broken;

    public string Name => name;

    public List<string> Acknowledged { get; } = [];

    public Task FirstFailure => _firstFailure.Task;

    public bool Broken
    {
        set => _broken = value;
    }

    public Task DeliverAsync(Analysis analysis, CancellationToken cancellationToken)
    {
        if (_broken)
        {
            _firstFailure.TrySetResult();
            throw new IOException("it is away");
        }

        Acknowledged.Add(analysis.Cycle.Key);
        return Task.CompletedTask;
    }
}
