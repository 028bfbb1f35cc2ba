namespace Slams.Verification.Reporting;

/// <summary>One line of a plot.</summary>
/// <param name="Name">Name in the legend.</param>
/// <param name="Points">Its points; those that are not finite are left out.</param>
internal sealed record PlotSeries(string Name, IReadOnlyList<(double X, double Y)> Points);
