namespace Slams.Verification.Ablation;

/// <summary>Everything that the figures depend on.</summary>
public sealed record AblationSetup
{
    /// <summary>When the report was made.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>Version of the software.</summary>
    public required string SoftwareVersion { get; init; }

    /// <summary>Name of the model whose autoencoder makes the latent space.</summary>
    public required string ModelId { get; init; }

    /// <summary>SHA-256 of the model.</summary>
    public required string ModelHash { get; init; }

    /// <summary>SHA-256 of the priors.</summary>
    public required string PriorsHash { get; init; }

    /// <summary>What the priors are: parameters, training, sampling.</summary>
    public required string Priors { get; init; }

    /// <summary>Name of the truth.</summary>
    public required string Truth { get; init; }

    /// <summary>Dates.</summary>
    public required IReadOnlyList<DateTimeOffset> Dates { get; init; }

    /// <summary>Members.</summary>
    public required int Members { get; init; }

    /// <summary>Seed.</summary>
    public required long Seed { get; init; }

    /// <summary>Wall-clock seconds of the whole table.</summary>
    public required double Seconds { get; init; }
}
