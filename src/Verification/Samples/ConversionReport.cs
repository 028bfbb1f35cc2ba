using Slams.Core.Observations;

namespace Slams.Verification.Samples;

/// <summary>What a conversion read and wrote.</summary>
/// <param name="Files">Number of files read.</param>
/// <param name="Readings">Number of readings written.</param>
/// <param name="Unreadable">Records that could not be read, and so are not in the output.</param>
public sealed record ConversionReport(int Files, long Readings, IReadOnlyList<DeadLetter> Unreadable);
