namespace Slams.Publisher.Catalogue;

/// <summary>Area-weighted mean and the extremes of one field, in K; absent when the field has no valid value.</summary>
/// <param name="Average">Mean weighted by area.</param>
/// <param name="Minimum">Smallest value.</param>
/// <param name="Maximum">Largest value.</param>
public sealed record LevelStatistics(double? Average, double? Minimum, double? Maximum);
