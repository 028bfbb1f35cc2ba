using Slams.Core.Grids;

namespace Slams.Verification.Baselines;

/// <summary>
/// What the linear baselines know of the training years: the leading empirical orthogonal functions of temperature on all
/// levels, near-surface temperature and outgoing longwave flux jointly, and how their coefficients vary.
/// </summary>
public sealed record BaselineStatistics
{
    /// <summary>Fields of a pattern: temperature on each level, near-surface temperature, longwave flux.</summary>
    public static int ChannelsOf(StateGrid grid) => grid.PressureLevelsPa.Count + 2;

    /// <summary>Grid and levels.</summary>
    public required StateGrid Grid { get; init; }

    /// <summary>Number of patterns.</summary>
    public int Modes => Covariance.Rows;

    /// <summary>Patterns in K and W m-2 for a coefficient of 1, <c>[mode, channel, latitude, longitude]</c>.</summary>
    public required float[] Patterns { get; init; }

    /// <summary>Covariance of the coefficients at one time.</summary>
    public required DenseMatrix Covariance { get; init; }

    /// <summary>M = C(6 h) C(0)⁻¹: the best linear forecast of the coefficients one cycle ahead.</summary>
    public required DenseMatrix Propagator { get; init; }

    /// <summary>Q, the covariance of that forecast's error over the training years.</summary>
    public required DenseMatrix ModelError { get; init; }

    /// <summary>Variance that the patterns leave out, K² and W² m-4, <c>[channel, latitude, longitude]</c>.</summary>
    public required float[] ResidualVariance { get; init; }

    /// <summary>Number of states that the covariances come from.</summary>
    public required int States { get; init; }
}
