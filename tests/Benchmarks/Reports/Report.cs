namespace Slams.Benchmarks.Reports;

/// <summary>Figures of several benchmarks from one run, and where they come from.</summary>
/// <param name="Date">When it began, UTC.</param>
/// <param name="Machine">What it ran on.</param>
/// <param name="Commit">What was measured.</param>
/// <param name="Sections">By benchmark.</param>
internal sealed record Report(DateTimeOffset Date, Machine Machine, string Commit, IReadOnlyList<ReportSection> Sections);
