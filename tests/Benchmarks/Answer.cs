namespace Slams.Benchmarks;

/// <summary>An answer that a reader got.</summary>
/// <param name="Kind">What was asked for.</param>
/// <param name="Seconds">From the request to the last byte.</param>
/// <param name="IsGood">Whether it was what was asked for.</param>
internal readonly record struct Answer(string Kind, double Seconds, bool IsGood);
