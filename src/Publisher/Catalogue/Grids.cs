using Slams.Core.Grids;

namespace Slams.Publisher.Catalogue;

/// <summary>Comparison of grids by their coordinates.</summary>
internal static class Grids
{
    /// <summary>Whether fields on the two can be compared cell by cell.</summary>
    public static bool Same(StateGrid one, StateGrid other) =>
        ReferenceEquals(one, other)
        || (one.PressureLevelsPa.SequenceEqual(other.PressureLevelsPa)
            && one.Horizontal.LatitudesDegrees.SequenceEqual(other.Horizontal.LatitudesDegrees)
            && one.Horizontal.LongitudesDegrees.SequenceEqual(other.Horizontal.LongitudesDegrees));
}
