using Slams.Core.Cycles;
using Slams.Core.Grids;

namespace Slams.Core.Analyses;

/// <summary>
/// Turns one window of observations into an analysis. A pure function of its arguments: same observations, same preceding
/// states, same request give the same bytes.
/// </summary>
public interface ICycleAnalyst : IDisposable
{
    /// <summary>Grid of the analyses.</summary>
    StateGrid Grid { get; }

    /// <summary>Name of the model.</summary>
    string ModelId { get; }

    /// <summary>SHA-256 of the model, lower-case hex.</summary>
    string ModelHash { get; }

    /// <summary>What runs the networks, for example <c>CPUExecutionProvider</c>.</summary>
    string ExecutionProvider { get; }

    /// <summary>How many preceding cycles can inform an analysis; older states need not be kept.</summary>
    int HistoryCycles { get; }

    /// <summary>Analyses one window.</summary>
    /// <param name="observations">The closed window; may be empty.</param>
    /// <param name="history">States of preceding cycles, oldest first; gaps and an empty list are allowed.</param>
    /// <param name="request">Members, seed and what to keep.</param>
    /// <param name="cancellationToken">Stops between sampling steps.</param>
    CycleResult Analyse(
        CycleObservations observations, IReadOnlyList<CycleState> history, AnalysisRequest request, CancellationToken cancellationToken);
}
