namespace Slams.Core.Grids;

/// <summary>How much of a source row or column lies in a target row or column.</summary>
internal readonly record struct Overlap(int Target, double Extent);
