namespace Slams.Formats.Zarr;

/// <summary>Where the time axis of a store begins, and its step.</summary>
/// <param name="CycleIndex">Index of its first cycle.</param>
/// <param name="TimeSeconds">Time of that cycle, seconds since 1970.</param>
/// <param name="IntervalSeconds">Time between two cycles, s.</param>
internal sealed record ZarrOrigin(long CycleIndex, long TimeSeconds, long IntervalSeconds);
