using System.Text;
using Slams.Core.Grids;
using Slams.Formats.Analyses;
using Slams.Fuzz.Support;
using Slams.Publisher.Catalogue;
using Slams.Publisher.Edr;
using Slams.Publisher.Files;

namespace Slams.Fuzz.Targets;

/// <summary>Files of analyses that are read back, and what clients ask of them.</summary>
internal static class AnalysisTargets
{
    // The server takes no longer line of a request.
    private const int MostValues = 1_000_000, LongestRequest = 8192;

    private static readonly LatLonGrid Grid = new(
        [.. Enumerable.Range(0, 18).Select(row => -85.0 + (row * 10))], [.. Enumerable.Range(0, 36).Select(column => column * 10.0)]);

    public static IEnumerable<FuzzTarget> Make()
    {
        var csv = new Lazy<ScratchFile>(() => new ScratchFile("feedback.csv"));
        var parquet = new Lazy<ScratchFile>(() => new ScratchFile("feedback.parquet"));
        return
        [
            new("analysis-file", bytes => AnalysisFile.Read(new MemoryStream(bytes)), Refusals.Damaged),
            new("feedback-csv", bytes => FeedbackCsv.Read(csv.Value.With(bytes)), Refusals.Damaged),
            new("feedback-parquet", bytes => Sequences.Wait(() => FeedbackTableReader.ReadAsync(parquet.Value.With(bytes), CancellationToken.None)), Refusals.Damaged),
            new("latest-json", bytes => LatestPointer.MayMove(bytes, "20261129T1200Z"), Refusals.None),
            new("revisions-json", bytes => _ = RevisionHistory.Parse(bytes).Max(revision => (int?)revision.Revision), Refusals.None),
            new("edr-query", ReadQuery, exception => exception is RequestProblem),
        ];
    }

    /// <summary>Levels, box and place, a line each.</summary>
    private static void ReadQuery(byte[] bytes)
    {
        var lines = Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, LongestRequest))).Split('\n', 3);
        Any(() => LevelQuery.Parse(lines[0], [25_000, 50_000, 85_000]));
        Any(() => AreaShapes.Of(Grid, BoxQuery.Parse(lines.ElementAtOrDefault(1)), new AreaWork(MostValues, CancellationToken.None)));
        var place = lines.ElementAtOrDefault(2);
        if (place?.Contains("POINT", StringComparison.OrdinalIgnoreCase) == true)
        {
            foreach (var point in GeometryQuery.Points(place))
            {
                _ = new PointShape(Grid, point.X, point.Y);
            }
        }
        else
        {
            AreaShapes.Of(Grid, GeometryQuery.Area(place), new AreaWork(MostValues, CancellationToken.None));
        }
    }

    private static void Any(Action part)
    {
        try
        {
            part();
        }
        catch (RequestProblem)
        {
            // The other parts are asked for by other requests.
        }
    }
}
