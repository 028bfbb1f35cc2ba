namespace Slams.Publisher.Catalogue;

/// <summary>One pressure level of an analysis in numbers.</summary>
/// <param name="PressurePa">The level in Pa.</param>
/// <param name="Mean">Ensemble mean.</param>
/// <param name="Spread">Ensemble standard deviation.</param>
public sealed record LevelSummary(double PressurePa, LevelStatistics Mean, LevelStatistics Spread);
