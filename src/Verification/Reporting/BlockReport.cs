namespace Slams.Verification.Reporting;

/// <summary>A block of the experiment.</summary>
/// <param name="Number">Its number within the truth, from 1.</param>
/// <param name="From">First cycle.</param>
/// <param name="To">Last cycle.</param>
/// <param name="Cycles">Number of cycles.</param>
public sealed record BlockReport(int Number, DateTimeOffset From, DateTimeOffset To, int Cycles);
