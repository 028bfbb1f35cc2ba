namespace Slams.Verification.Ablation;

/// <summary>How a copy of the truth is degraded.</summary>
public enum Degradation
{
    /// <summary>Means over square blocks of cells.</summary>
    Coarsened,

    /// <summary>Means over square blocks of cells with much noise.</summary>
    Noised,

    /// <summary>Single points.</summary>
    Thinned,
}
