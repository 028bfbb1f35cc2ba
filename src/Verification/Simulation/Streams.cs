namespace Slams.Verification.Simulation;

/// <summary>Random streams of the simulator: one for each purpose, so that changing one thing leaves the others alone.</summary>
internal static class Streams
{
    public const ulong Sites = 0x5349544553; // "SITES"
    public const ulong FluxNoise = 0x464C5558_00000000; // "FLUX", the cycle's index is added
    public const ulong FluxGap = 0x474150; // "GAP"
    public const ulong Profiles = 0x50524F46_00000000; // "PROF", the cycle's index is added
    public const ulong StationFaults = 0x4641554C5453; // "FAULTS", mixed with the station
    public const ulong Reports = 0x5245504F525453; // "REPORTS", mixed with the station
}
