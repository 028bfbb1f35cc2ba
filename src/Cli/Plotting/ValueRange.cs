namespace Slams.Cli.Plotting;

/// <summary>A range of values.</summary>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end, above the lower.</param>
internal sealed record ValueRange(double Low, double High);
