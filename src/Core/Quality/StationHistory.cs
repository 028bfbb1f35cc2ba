namespace Slams.Core.Quality;

/// <summary>What the cycles before say of one station: running statistics of its departures from the background, with exponential weights.</summary>
/// <param name="Cycles">Cycles in which it reported.</param>
/// <param name="Mean">Mean of observation minus background, in the unit of the observation.</param>
/// <param name="Variance">Variance about that mean.</param>
/// <param name="Expected">Mean of the variance that the departures should have, σ_b² + σ_o².</param>
/// <param name="LastCycle">Number of the last cycle in which it reported.</param>
/// <param name="IsExcluded">Whether it was beyond the limits, and has not been well within them since.</param>
public readonly record struct StationHistory(int Cycles, float Mean, float Variance, float Expected, long LastCycle, bool IsExcluded)
{
    /// <summary>Standard deviation about the mean.</summary>
    public double Deviation => Math.Sqrt(Variance);

    /// <summary>
    /// The statistics with one more cycle: x̄ ← x̄ + a (x − x̄), s² ← (1 − a) (s² + a (x − x̄)²). The weight a of the newest is 1/n as long as that is more than
    /// <paramref name="weight"/>, so that the first cycles count alike.
    /// </summary>
    /// <param name="cycle">Number of the cycle.</param>
    /// <param name="departure">Observation minus background.</param>
    /// <param name="expected">Variance that it should have.</param>
    /// <param name="weight">Weight of the newest in the long run, above 0 and at most 1.</param>
    public StationHistory Add(long cycle, double departure, double expected, double weight)
    {
        var a = Math.Max(1.0 / (Cycles + 1.0), weight);
        var change = departure - Mean;
        return new StationHistory(
            Cycles == int.MaxValue ? Cycles : Cycles + 1, (float)(Mean + (a * change)), (float)((1 - a) * (Variance + (a * change * change))),
            (float)(Expected + (a * (expected - Expected))), cycle, IsExcluded);
    }
}
