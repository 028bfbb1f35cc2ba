using System.Text.Json;
using System.Text.Json.Serialization;
using Slams.Core.Analyses;

namespace Slams.Publisher.Files;

/// <summary>
/// What <c>latest.json</c> says: the newest cycle and where its netCDF file is. Like everything published it tells no time of writing, so
/// that a repeat has the same bytes.
/// </summary>
/// <param name="Cycle">Key of the cycle.</param>
/// <param name="Time">Time of the analysis, UTC.</param>
/// <param name="Run">The run.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Outcome"><c>ok</c> or <c>failed</c>.</param>
/// <param name="Path">The netCDF file, relative to the folder of the pointer, with <c>/</c> between.</param>
/// <param name="Size">Its size in bytes.</param>
/// <param name="Sha256">Its SHA-256, lower-case hex.</param>
internal sealed record LatestPointer(string Cycle, DateTime Time, string Run, int Revision, string Outcome, string Path, long Size, string Sha256)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "latest.json";

    /// <summary>The pointer to an analysis.</summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="path">Its file, relative to the folder of the pointer.</param>
    /// <param name="size">Its size in bytes.</param>
    /// <param name="sha256">Its SHA-256.</param>
    public static LatestPointer To(Analysis analysis, string path, long size, ReadOnlySpan<byte> sha256)
    {
        var (provenance, outcome) = (analysis.Provenance, analysis.Failure is null ? "ok" : "failed");
        return new(
            analysis.Cycle.Key, analysis.Cycle.Time.UtcDateTime, provenance.RunId, provenance.Revision, outcome, path, size, Convert.ToHexStringLower(sha256));
    }

    /// <summary>Whether a pointer may move to a cycle: never back in time. One that cannot be read is no pointer.</summary>
    public static bool MayMove(ReadOnlySpan<byte> pointer, string cycleKey)
    {
        try
        {
            return JsonSerializer.Deserialize(pointer, LatestJson.Default.LatestPointer)?.Cycle is not { } cycle
                || CycleKeys.TimeOf(cycle) is null || string.CompareOrdinal(cycle, cycleKey) <= 0;
        }
        catch (JsonException)
        {
            return true;
        }
    }

    /// <summary>As JSON, with a line feed at the end.</summary>
    public byte[] ToBytes() => [.. JsonSerializer.SerializeToUtf8Bytes(this, LatestJson.Default.LatestPointer), (byte)'\n'];
}

/// <summary>Source-generated JSON of the pointer.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LatestPointer))]
internal sealed partial class LatestJson : JsonSerializerContext;
