using Slams.Verification.Evaluation;
using Slams.Verification.Truths;

namespace Slams.Verification.Tests.Reporting;

/// <summary>Gives the truth plus a constant, with a constant spread.</summary>
internal sealed class ShiftedMethod(ITruth truth, string name, float shiftK, float spreadK) : IAnalysisMethod
{
    public string Name => name;

    public string Description => "the truth & a constant";

    public int Members => 0;

    public void Restart()
    {
    }

    public MethodAnalysis Analyse(ObservedCycle observed, CancellationToken cancellationToken)
    {
        var field = truth.TemperatureK(observed.TruthIndex);
        return new MethodAnalysis(
            [.. field.Select(value => value + shiftK)], [.. field.Select(_ => spreadK)], [], []);
    }
}
