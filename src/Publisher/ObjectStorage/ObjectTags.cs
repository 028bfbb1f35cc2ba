using System.Globalization;
using Amazon.S3.Model;
using Slams.Core.Analyses;

namespace Slams.Publisher.ObjectStorage;

/// <summary>What the metadata of an object says of the analysis that it comes from, <c>x-amz-meta-…</c>.</summary>
/// <param name="Cycle">Key of the cycle.</param>
/// <param name="Revision">Its revision.</param>
/// <param name="Run">The run, percent-encoded: headers are ASCII.</param>
/// <param name="ModelHash">SHA-256 of the model.</param>
/// <param name="ConfigurationHash">SHA-256 of the settings.</param>
/// <param name="Outcome"><c>ok</c> or <c>failed</c>.</param>
/// <param name="Sha256">SHA-256 of the object, lower-case hex.</param>
internal sealed record ObjectTags(string Cycle, int Revision, string Run, string ModelHash, string ConfigurationHash, string Outcome, string Sha256)
{
    private const string Ok = "ok", Failed = "failed";

    public static ObjectTags Of(Analysis analysis, ReadOnlySpan<byte> sha256)
    {
        var p = analysis.Provenance;
        return new(
            analysis.Cycle.Key, p.Revision, Uri.EscapeDataString(p.RunId), Uri.EscapeDataString(p.ModelHash), Uri.EscapeDataString(p.ConfigurationHash),
            analysis.Failure is null ? Ok : Failed, Convert.ToHexStringLower(sha256));
    }

    /// <summary>Reads the metadata of an object; null when it is none of ours.</summary>
    public static ObjectTags? Read(MetadataCollection metadata) =>
        int.TryParse(metadata["revision"], NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
        && (metadata["cycle"], metadata["run"], metadata["model-hash"], metadata["configuration-hash"], metadata["outcome"], metadata["sha256"]) is
            ({ } cycle, { } run, { } model, { } configuration, { } outcome, { } sha256)
            ? new ObjectTags(cycle, revision, run, model, configuration, outcome, sha256)
            : null;

    public void Write(MetadataCollection metadata)
    {
        metadata["cycle"] = Cycle;
        metadata["revision"] = Revision.ToString(CultureInfo.InvariantCulture);
        metadata["run"] = Run;
        metadata["model-hash"] = ModelHash;
        metadata["configuration-hash"] = ConfigurationHash;
        metadata["outcome"] = Outcome;
        metadata["sha256"] = Sha256;
    }

    /// <summary>
    /// Whether an object with these tags stays where another one comes: it is a later revision by the same run, model and settings, or an
    /// analysis where the other has failed.
    /// </summary>
    public bool Outrank(ObjectTags other) =>
        (Run, ModelHash, ConfigurationHash) == (other.Run, other.ModelHash, other.ConfigurationHash)
        && (Revision > other.Revision || (Outcome == Ok && other.Outcome == Failed));
}
