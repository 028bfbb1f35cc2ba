using Slams.Core.Grids;

namespace Slams.Formats.Frames;

/// <summary>The weights of the last source grids: the fields of a file may be on some grids in turn. Not for use by several threads at once.</summary>
/// <param name="target">The model grid.</param>
internal sealed class RecentRegridders(LatLonGrid target)
{
    private const int RecentGrids = 4;

    private readonly List<Regular> _regular = [];
    private readonly List<Reduced> _reduced = [];

    /// <summary>From a grid of two axes.</summary>
    /// <exception cref="ArgumentException">They are no axes of a grid.</exception>
    public AreaWeightedRegridder Of(double[] latitudes, double[] longitudes) =>
        Recent(
            _regular,
            one => one.Latitudes.AsSpan().SequenceEqual(latitudes) && one.Longitudes.AsSpan().SequenceEqual(longitudes),
            () => new Regular(latitudes, longitudes, new AreaWeightedRegridder(latitudes, longitudes, target))).Regridder;

    /// <summary>From a grid of rows with different numbers of points.</summary>
    /// <exception cref="ArgumentException">They are no rows of a grid.</exception>
    public ReducedGridRegridder OfReduced(double[] latitudes, int[] lengths, double first) =>
        Recent(
            _reduced,
            one => one.First.Equals(first) && one.Lengths.AsSpan().SequenceEqual(lengths) && one.Latitudes.AsSpan().SequenceEqual(latitudes),
            () => new Reduced(latitudes, lengths, first, new ReducedGridRegridder(latitudes, lengths, first, target))).Regridder;

    private static T Recent<T>(List<T> recent, Predicate<T> same, Func<T> make)
    {
        var at = recent.FindIndex(same);
        var found = at >= 0 ? recent[at] : make();
        if (at >= 0 || recent.Count == RecentGrids)
        {
            recent.RemoveAt(Math.Max(0, at));
        }

        recent.Add(found);
        return found;
    }

    private sealed record Regular(double[] Latitudes, double[] Longitudes, AreaWeightedRegridder Regridder);

    private sealed record Reduced(double[] Latitudes, int[] Lengths, double First, ReducedGridRegridder Regridder);
}
