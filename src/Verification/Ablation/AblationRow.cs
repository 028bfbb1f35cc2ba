namespace Slams.Verification.Ablation;

/// <summary>One row of the report.</summary>
public sealed record AblationRow
{
    /// <summary>Name of the setting; empty for rows without a copy.</summary>
    public required string Setting { get; init; }

    /// <summary>Fields given; null for rows without a copy.</summary>
    public required ObservedKinds? Kinds { get; init; }

    /// <summary>Space of the prior, or what the row is instead.</summary>
    public required string Space { get; init; }

    /// <summary>Members; 1 where there is one answer only.</summary>
    public required int Members { get; init; }

    /// <summary>Scores by level, top first.</summary>
    public required IReadOnlyList<AblationLevel> Levels { get; init; }

    /// <summary>Means over levels.</summary>
    public required AblationLevel Mean { get; init; }
}
