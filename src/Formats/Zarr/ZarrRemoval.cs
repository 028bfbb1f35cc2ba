namespace Slams.Formats.Zarr;

/// <summary>What retention has removed from a store.</summary>
/// <param name="Cycles">Number of analyses.</param>
/// <param name="FirstKept">Time of the first cycle that is kept.</param>
public sealed record ZarrRemoval(int Cycles, DateTimeOffset FirstKept);
