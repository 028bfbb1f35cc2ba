namespace Slams.Core.Analyses;

/// <summary>
/// The longwave frames of a window beside their model equivalents, cell by cell on the grid of the analysis: outgoing longwave flux in W m-2,
/// <c>[latitude, longitude]</c>.
/// </summary>
public sealed record LongwaveDepartures
{
    /// <summary>Background (climatology when there was no previous analysis).</summary>
    public required float[] Background { get; init; }

    /// <summary>Ensemble mean.</summary>
    public required float[] Analysis { get; init; }

    /// <summary>Ensemble standard deviation (n−1), as sampled: no calibration of the spread knows longwave.</summary>
    public required float[] AnalysisSpread { get; init; }

    /// <summary>Climatology.</summary>
    public required float[] Climatology { get; init; }

    /// <summary>Standard deviation assumed for every cell of frames without an error of their own.</summary>
    public required float Error { get; init; }

    /// <summary>The frames, in the order of the window.</summary>
    public required IReadOnlyList<LongwaveFrame> Frames { get; init; }
}
