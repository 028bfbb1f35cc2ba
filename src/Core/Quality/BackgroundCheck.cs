namespace Slams.Core.Quality;

/// <summary>
/// Suspects what departs from the background by more than the errors of both allow: |O−B| &gt; k √(σ_b² + σ_o²).
/// </summary>
public static class BackgroundCheck
{
    /// <summary>Which of the innovations are suspect.</summary>
    /// <param name="innovations">The innovations.</param>
    /// <param name="deviations">k; 0 suspects none. What is not finite is not suspected: it says nothing.</param>
    public static bool[] Suspects(IReadOnlyList<Innovation> innovations, double deviations) =>
        [.. innovations.Select(innovation => deviations > 0 && double.IsFinite(innovation.Normalised) && Math.Abs(innovation.Normalised) > deviations)];
}
