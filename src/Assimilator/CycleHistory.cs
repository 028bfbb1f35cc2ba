using Slams.Core.Analyses;
using Slams.Core.Windows;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Assimilator;

/// <summary>What passes from cycle to cycle: the states of the last cycles, rebuilt from the log at start.</summary>
internal sealed class CycleHistory(int cycles)
{
    private readonly CarriedStates _states = new(cycles);

    /// <summary>States of the last cycles, oldest first.</summary>
    public IReadOnlyList<CycleState> States => _states.States;

    /// <summary>What the window core goes on from; null before the first cycle.</summary>
    public WindowResume? Resume { get; private set; }

    /// <summary>Reads the states that a run has committed.</summary>
    public static async Task<CycleHistory> LoadAsync(IEventLog log, string topic, int cycles, CancellationToken cancellationToken)
    {
        var history = new CycleHistory(cycles);
        await foreach (var record in log.ScanAsync(topic, [], cancellationToken))
        {
            if (record.KindOf() == RecordKind.CycleState)
            {
                var stored = CycleStateCodec.FromRecord(record);
                history.Add(stored.State, stored.Resume);
            }
        }

        return history;
    }

    /// <summary>Adds a committed cycle.</summary>
    public void Add(CycleState state, WindowResume resume)
    {
        Resume = resume;
        _states.Add(state);
    }
}
