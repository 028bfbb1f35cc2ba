namespace Slams.Formats.Stations.Positions;

/// <summary>The list of SYNOP stations that travels with the program.</summary>
internal static class BundledPositions
{
    private const string Resource = "synop_sites.csv.gz";

    // Unpacked once: it never changes.
    private static readonly Lazy<IReadOnlyDictionary<string, StationPosition>> List = new(Read);

    /// <summary>Some 7,900 stations by WIGOS identifier.</summary>
    public static IReadOnlyDictionary<string, StationPosition> Stations => List.Value;

    private static Dictionary<string, StationPosition> Read()
    {
        using var stream = typeof(BundledPositions).Assembly.GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource '{Resource}' is missing.");
        return StationPositionList.Read(stream, Resource);
    }
}
