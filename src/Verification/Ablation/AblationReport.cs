namespace Slams.Verification.Ablation;

/// <summary>The table with everything that was found.</summary>
public sealed record AblationReport
{
    /// <summary>What the figures depend on.</summary>
    public required AblationSetup Setup { get; init; }

    /// <summary>Climatology, autoencoder, interpolated copies, priors without a copy, then every setting.</summary>
    public required IReadOnlyList<AblationRow> Rows { get; init; }

    /// <summary>Latent less pixel space, each setting and set of fields.</summary>
    public required IReadOnlyList<AblationDifference> LatentLessPixel { get; init; }

    /// <summary>Each set of fields less the one with one field fewer, each setting and space.</summary>
    public required IReadOnlyList<AblationDifference> MoreLessFewer { get; init; }

    /// <summary>What the paper's code published, on another data set.</summary>
    public IReadOnlyList<PublishedRow> Published { get; init; } = PublishedRow.All;
}
