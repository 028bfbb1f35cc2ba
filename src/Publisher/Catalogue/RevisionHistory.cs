using System.Text.Json;
using System.Text.Json.Serialization;
using Slams.Core.Analyses;
using Slams.Formats.Analyses;
using Slams.Publisher.Files;

namespace Slams.Publisher.Catalogue;

/// <summary>
/// What earlier revisions of a cycle were, newest first, in a file beside that of the current one (<c>revisions_YYYYMMDDTHHMMZ.json</c>):
/// restarts forget none. A cycle that has not been revised has no such file.
/// </summary>
internal sealed class RevisionHistory(OutputFolder folder, AnalysisStore store)
{
    private const int MostEarlier = 16;

    /// <summary>The current revision of a cycle and those before it, newest first.</summary>
    public IReadOnlyList<RevisionRecord> Of(CycleSummary current) => [RevisionRecord.Of(current), .. EarlierThan(current)];

    /// <summary>
    /// Before the file of an analysis takes the place of another: keeps what is known of that one. Repetition changes nothing, and a repeat
    /// of the same revision, which may come after a crash, is no other.
    /// </summary>
    public void Keep(Analysis next)
    {
        if (store.Find(next.Cycle.Key) is not { } known || known.IsSameRevision(next.Provenance))
        {
            return;
        }

        var path = folder.Revisions.PathOf(next.Cycle, next.Provenance.RunId);
        RevisionRecord[] earlier = [.. Of(known).Take(MostEarlier)];
        AtomicFile.WriteChanged(path, [.. JsonSerializer.SerializeToUtf8Bytes(earlier, RevisionJson.Default.RevisionRecordArray), (byte)'\n']);
    }

    // One that was kept before its file was replaced, and never was, is the current one still.
    private IEnumerable<RevisionRecord> EarlierThan(CycleSummary current) => Read(folder.RevisionsBeside(current)).Where(earlier => earlier.Version != current.Version);

    private static RevisionRecord[] Read(string path) => File.Exists(path) ? Parse(File.ReadAllBytes(path)) : [];

    /// <summary>What a file of earlier revisions says.</summary>
    internal static RevisionRecord[] Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            return [.. (JsonSerializer.Deserialize(json, RevisionJson.Default.RevisionRecordArray) ?? []).OfType<RevisionRecord>()];
        }
        catch (JsonException)
        {
            // Somebody else's, or damaged: nothing depends on it.
            return [];
        }
    }
}

/// <summary>Source-generated JSON of the history.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(RevisionRecord[]))]
internal sealed partial class RevisionJson : JsonSerializerContext;
