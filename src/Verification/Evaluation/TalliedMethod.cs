namespace Slams.Verification.Evaluation;

/// <summary>A method whose verdicts on stations are counted.</summary>
/// <param name="method">The method.</param>
/// <param name="tally">Counts them.</param>
public sealed class TalliedMethod(IAnalysisMethod method, FaultTally tally) : IAnalysisMethod
{
    /// <inheritdoc/>
    public string Name => method.Name;

    /// <inheritdoc/>
    public string Description => method.Description;

    /// <inheritdoc/>
    public int Members => method.Members;

    /// <inheritdoc/>
    public void Restart() => method.Restart();

    /// <inheritdoc/>
    public MethodAnalysis Analyse(ObservedCycle observed, CancellationToken cancellationToken)
    {
        var analysis = method.Analyse(observed, cancellationToken);
        tally.Add(observed, analysis.Departures);
        return analysis;
    }
}
