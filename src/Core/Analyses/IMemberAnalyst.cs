using Slams.Core.Cycles;

namespace Slams.Core.Analyses;

/// <summary>An analyst whose members can be sampled in jobs of their own, by itself or by others that have the same model.</summary>
public interface IMemberAnalyst : ICycleAnalyst
{
    /// <summary>Under which conditions it does jobs.</summary>
    MemberConditions Conditions { get; }

    /// <summary>Jobs that it does well to do side by side, at least 1.</summary>
    int Threads { get; }

    /// <summary>As <see cref="ICycleAnalyst.Analyse"/>, with the members sampled by another; the same bytes.</summary>
    /// <param name="observations">The closed window; may be empty.</param>
    /// <param name="history">States of preceding cycles, oldest first; gaps and an empty list are allowed.</param>
    /// <param name="request">Members, seed and what to keep.</param>
    /// <param name="sampler">Samples the members.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<CycleResult> AnalyseAsync(
        CycleObservations observations, IReadOnlyList<CycleState> history, AnalysisRequest request, IMemberSampler sampler, CancellationToken cancellationToken);

    /// <summary>Does a job; from any thread.</summary>
    /// <param name="job">The job, under the same conditions.</param>
    /// <param name="cancellationToken">Stops between sampling steps.</param>
    /// <exception cref="InvalidDataException">It is not one for this model: another number of values, a place outside the grid, settings out of bounds.</exception>
    MemberSamples Sample(MemberJob job, CancellationToken cancellationToken);
}
