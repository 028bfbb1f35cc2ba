namespace Slams.Benchmarks.Reports;

/// <summary>The figures of one benchmark.</summary>
/// <param name="Benchmark">Its name.</param>
/// <param name="Figures">What it has measured, and what it could not.</param>
internal sealed record ReportSection(string Benchmark, IReadOnlyList<Figure> Figures);
