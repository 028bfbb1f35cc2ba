namespace Slams.Formats.NetCdf;

/// <summary>A dimension.</summary>
/// <param name="Name">Name.</param>
/// <param name="Length">Length; the present number of records when unlimited.</param>
/// <param name="IsRecord">Whether it is the unlimited dimension.</param>
public sealed record NetCdfDimension(string Name, long Length, bool IsRecord = false);
