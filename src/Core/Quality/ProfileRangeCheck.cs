using Slams.Core.Observations;
using static System.FormattableString;

namespace Slams.Core.Quality;

/// <summary>
/// Rejects temperatures that the atmosphere has at no place and season at their pressure. The limits are wide on purpose: they have room for the
/// plateau of Antarctica, for which some 600 hPa are the ground, and for sudden warmings of the stratosphere.
/// </summary>
public sealed class ProfileRangeCheck : IProfileCheck
{
    // hPa, K, K; between them linear in the logarithm of pressure.
    private static readonly (double Pressure, double Lowest, double Highest)[] Limits =
    [
        (1, 165, 330), (10, 160, 310), (30, 160, 285), (50, 160, 265), (100, 165, 255), (200, 175, 260), (300, 185, 270), (400, 185, 280), (500, 185, 290),
        (600, 175, 300), (700, 175, 310), (850, 180, 325), (1000, 180, 340), (1100, 180, 340),
    ];

    /// <inheritdoc/>
    public string Name => "range";

    /// <inheritdoc/>
    public void Check(ProfileVerdict verdict) => verdict.FlagLevels(
        QualityFlag.OutOfRange, [.. verdict.Levels.Index().Where(level => IsOutside(level.Item)).Select(level => level.Index)], level => Reason(verdict.Levels[level]));

    /// <summary>Lowest and highest temperature accepted at a pressure, K; null where no pressure of the atmosphere is, or one so low that nothing is known.</summary>
    /// <param name="pressurePa">Pressure, Pa.</param>
    public static (double Lowest, double Highest)? At(double pressurePa)
    {
        var pressure = pressurePa / 100;
        if (!(pressure >= Limits[0].Pressure && pressure <= Limits[^1].Pressure))
        {
            return null;
        }

        var below = Array.FindIndex(Limits, 1, limit => limit.Pressure >= pressure);
        var (one, next) = (Limits[below - 1], Limits[below]);
        var weight = Math.Log(pressure / one.Pressure) / Math.Log(next.Pressure / one.Pressure);
        return (one.Lowest + (weight * (next.Lowest - one.Lowest)), one.Highest + (weight * (next.Highest - one.Highest)));
    }

    // What is missing is judged by another check.
    private static bool IsOutside(ProfileLevel level) =>
        !float.IsNaN(level.TemperatureK) && !(At(level.PressurePa) is var (lowest, highest) && level.TemperatureK >= lowest && level.TemperatureK <= highest);

    private static string Reason(ProfileLevel level) => At(level.PressurePa) is var (lowest, highest)
        ? Invariant($"temperature {level.TemperatureK:0.##} K at {level.PressurePa / 100:0.##} hPa is outside {lowest:0} to {highest:0} K")
        : Invariant($"pressure {level.PressurePa / 100:0.##} hPa is outside {Limits[0].Pressure:0} to {Limits[^1].Pressure:0} hPa");
}
