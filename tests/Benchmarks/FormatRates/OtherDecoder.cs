namespace Slams.Benchmarks.FormatRates;

/// <summary>A decoder that is not of this project.</summary>
/// <param name="Name">What it is and does.</param>
/// <param name="Read">Reads the whole content of its case.</param>
internal sealed record OtherDecoder(string Name, Action Read);
