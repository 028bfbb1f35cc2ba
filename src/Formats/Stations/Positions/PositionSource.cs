namespace Slams.Formats.Stations.Positions;

/// <summary>Positions of stations by identifier, from the list given, then where wanted from the bundled one.</summary>
/// <param name="given">The list given; WMO numbers stand there with or without what makes them WIGOS identifiers.</param>
/// <param name="bundled">A list to fall back to.</param>
internal sealed class PositionSource(
    IReadOnlyDictionary<string, StationPosition> given, IReadOnlyDictionary<string, StationPosition>? bundled = null)
{
    /// <summary>What stands before the number in the WIGOS identifier of a station that had a WMO number.</summary>
    public const string WmoNumberPrefix = "0-20000-0-";

    /// <summary>Where a station stands; null when no list knows it.</summary>
    public StationPosition? Find(string id) =>
        given.TryGetValue(id, out var position)
        || (id.StartsWith(WmoNumberPrefix, StringComparison.Ordinal) && given.TryGetValue(id[WmoNumberPrefix.Length..], out position))
        || bundled?.TryGetValue(id, out position) == true
            ? position
            : null;
}
