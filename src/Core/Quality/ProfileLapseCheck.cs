using Slams.Core.Observations;
using static System.FormattableString;

namespace Slams.Core.Quality;

/// <summary>
/// Rejects neighbouring levels between which temperature falls with height by more than it can: air that cools faster than by its own expansion, along
/// the dry adiabat T (p₂/p₁)^κ, overturns. Which of the two is wrong cannot be told from them, so both are flagged.
/// </summary>
/// <param name="toleranceK">By how much the upper one may be colder than the adiabat, K: over heated ground, and for the errors of both.</param>
public sealed class ProfileLapseCheck(double toleranceK) : IProfileCheck
{
    // R/c_p of dry air.
    private const double Kappa = 0.2857;

    /// <inheritdoc/>
    public string Name => "consistency";

    /// <inheritdoc/>
    public void Check(ProfileVerdict verdict)
    {
        var levels = verdict.Levels;
        int[] usable = [.. Enumerable.Range(0, levels.Count).Where(level => levels[level].Flag.IsUsable() && float.IsFinite(levels[level].TemperatureK)).OrderByDescending(level => levels[level].PressurePa)];
        var (found, reasons) = (new List<int>(), new Dictionary<int, string>());
        foreach (var (lower, upper) in usable.Zip(usable.Skip(1)))
        {
            var adiabat = levels[lower].TemperatureK * Math.Pow(levels[upper].PressurePa / levels[lower].PressurePa, Kappa);
            if (levels[upper].PressurePa < levels[lower].PressurePa && adiabat - levels[upper].TemperatureK > toleranceK)
            {
                var reason = Invariant($"temperature falls from {levels[lower].TemperatureK:0.##} K at {levels[lower].PressurePa / 100:0.##} hPa to ")
                    + Invariant($"{levels[upper].TemperatureK:0.##} K at {levels[upper].PressurePa / 100:0.##} hPa, {adiabat - levels[upper].TemperatureK:0.0} K below the adiabat (at most {toleranceK:0.0} K)");
                foreach (var level in new[] { lower, upper }.Where(level => reasons.TryAdd(level, reason)))
                {
                    found.Add(level);
                }
            }
        }

        verdict.FlagLevels(QualityFlag.Inconsistent, found, level => reasons[level]);
    }
}
