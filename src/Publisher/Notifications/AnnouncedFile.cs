using Slams.Core.Analyses;

namespace Slams.Publisher.Notifications;

/// <summary>A netCDF file in place, as notices tell of it.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Written">When it was written, UTC.</param>
/// <param name="Length">Its length in bytes.</param>
/// <param name="Provenance">Where its analysis comes from.</param>
/// <param name="Failure">Why its cycle could not be analysed; null for an analysis.</param>
/// <param name="Sha512">Its SHA-512.</param>
internal sealed record AnnouncedFile(
    string Path, DateTime Written, int Length, AnalysisProvenance Provenance, string? Failure, ReadOnlyMemory<byte> Sha512);
