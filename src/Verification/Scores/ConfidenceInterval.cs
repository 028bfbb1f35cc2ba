namespace Slams.Verification.Scores;

/// <summary>An estimate with the interval that holds it at some confidence.</summary>
/// <param name="Estimate">The estimate from all data.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public readonly record struct ConfidenceInterval(double Estimate, double Low, double High);
