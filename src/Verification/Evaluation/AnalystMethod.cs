using Slams.Core.Analyses;

namespace Slams.Verification.Evaluation;

/// <summary>The service's analyst, cycled as the assimilator does.</summary>
public sealed class AnalystMethod : IAnalysisMethod
{
    private readonly ICycleAnalyst _analyst;
    private readonly AnalysisRequest _request;
    private readonly CarriedStates _states;

    /// <summary>Wraps an analyst, which remains the caller's to dispose.</summary>
    /// <param name="analyst">The analyst.</param>
    /// <param name="members">Ensemble size.</param>
    /// <param name="seed">Seed of the run.</param>
    public AnalystMethod(ICycleAnalyst analyst, int members, ulong seed)
    {
        _analyst = analyst;
        _request = new AnalysisRequest(members, seed, KeepMembers: true);
        _states = new CarriedStates(analyst.HistoryCycles);
    }

    /// <inheritdoc/>
    public string Name => "slams";

    /// <inheritdoc/>
    public string Description => $"model {_analyst.ModelId}, {_request.Members} members";

    /// <inheritdoc/>
    public int Members => _request.Members;

    /// <inheritdoc/>
    public void Restart() => _states.Clear();

    /// <inheritdoc/>
    public MethodAnalysis Analyse(ObservedCycle observed, CancellationToken cancellationToken)
    {
        var result = _analyst.Analyse(observed.Observations, _states.States, _request, cancellationToken);
        _states.Add(result.State);
        return new MethodAnalysis(result.MeanK, result.SpreadK, result.MembersK, result.Departures);
    }
}
