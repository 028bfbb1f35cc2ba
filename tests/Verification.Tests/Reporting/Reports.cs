using Slams.Verification.Evaluation;
using Slams.Verification.Reporting;
using Slams.Verification.Simulation;
using Slams.Verification.Tests.Evaluation;
using Slams.Verification.Tests.Truths;

namespace Slams.Verification.Tests.Reporting;

/// <summary>Reports of methods that are off by a known amount.</summary>
internal static class Reports
{
    public static EvaluationSetup Setup { get; } = new()
    {
        Made = new DateTimeOffset(2000, 1, 2, 3, 4, 0, TimeSpan.Zero),
        SoftwareVersion = "1.0",
        ModelId = "model <1>",
        ModelHash = "0123456789abcdef",
        BaselinesHash = "",
        Truth = "truth.nc",
        Sites = "sites.csv",
        Seed = 1,
        Members = 8,
        Withheld = 0.1,
        Without = null,
        System = new ObservingSystem(),
        Blocks = [],
        SkippedCycles = 0,
    };

    public static EvaluationReport Build(params IAnalysisMethod[] methods)
    {
        using var truth = new AnalyticTruth(12);
        return new ReportBuilder(truth.Grid).Build(Setup, Score(truth, methods));
    }

    public static IReadOnlyList<MethodScores> Score(AnalyticTruth truth, params IAnalysisMethod[] methods)
    {
        var climatology = truth.Grid.PressureLevelsPa.Select(_ => ObservedWorld.Flat(truth.Grid.Horizontal, 250)).ToArray();
        return new CyclingExperiment(truth, ObservedWorld.Observer(truth), climatology, 0, 1)
            .Run(EvaluationBlock.Of(truth), methods, null, CancellationToken.None);
    }
}
