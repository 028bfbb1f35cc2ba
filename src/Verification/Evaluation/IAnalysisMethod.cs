namespace Slams.Verification.Evaluation;

/// <summary>A way of turning observations into analyses, cycle after cycle.</summary>
public interface IAnalysisMethod
{
    /// <summary>Short name, for example <c>kalman</c>.</summary>
    string Name { get; }

    /// <summary>What it is, in a few words.</summary>
    string Description { get; }

    /// <summary>Ensemble size; 0 when the method gives a normal distribution.</summary>
    int Members { get; }

    /// <summary>Forgets everything: the next cycle starts cold.</summary>
    void Restart();

    /// <summary>Analyses the next cycle.</summary>
    MethodAnalysis Analyse(ObservedCycle observed, CancellationToken cancellationToken);
}
