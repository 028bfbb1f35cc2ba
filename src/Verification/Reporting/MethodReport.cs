namespace Slams.Verification.Reporting;

/// <summary>All scores of one method against the truth.</summary>
public sealed record MethodReport
{
    /// <summary>Short name.</summary>
    public required string Name { get; init; }

    /// <summary>What the method is.</summary>
    public required string Description { get; init; }

    /// <summary>Ensemble size; 0 for a normal distribution.</summary>
    public required int Members { get; init; }

    /// <summary>Scores by level, top first.</summary>
    public required IReadOnlyList<LevelReport> Levels { get; init; }

    /// <summary>Means over levels.</summary>
    public required LevelReport Mean { get; init; }

    /// <summary>RMSE by cycle within a block, mean over levels of the root over blocks, K; cycles left out of the scores included.</summary>
    public required IReadOnlyList<double> RmseByCycleK { get; init; }

    /// <summary>Power of the anomalies of the mean by zonal wavenumber, mean over levels, K².</summary>
    public required IReadOnlyList<double> MeanSpectrum { get; init; }

    /// <summary>Power of the anomalies of one member, likewise; of the mean for normal distributions.</summary>
    public required IReadOnlyList<double> MemberSpectrum { get; init; }
}
