using System.Globalization;
using Parquet;
using Slams.Core.Analyses;

namespace Slams.Publisher.Files;

/// <summary>
/// What the metadata of a Parquet table, keys with values at its end, says of the analysis that it comes from: that of a cycle that failed has
/// no rows that could.
/// </summary>
internal static class TableOrigin
{
    private const string Revision = "revision", Outcome = "outcome", Ok = "ok", Failed = "failed";
    private static readonly string[] Run = ["run_id", "model_sha256", "configuration_sha256", "seed", "ensemble_size"];

    /// <summary>That of an analysis.</summary>
    public static IReadOnlyDictionary<string, string> Of(Analysis analysis)
    {
        var p = analysis.Provenance;
        string[] run = [p.RunId, p.ModelHash, p.ConfigurationHash, Text(p.Seed), Text(p.Members)];
        return new Dictionary<string, string>(Run.Zip(run, KeyValuePair.Create), StringComparer.Ordinal)
        {
            [Revision] = Text(p.Revision),
            [Outcome] = analysis.Failure is null ? Ok : Failed,
        };
    }

    /// <summary>That of a table; null where there is none, or what is there is damaged.</summary>
    public static async Task<IReadOnlyDictionary<string, string>?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        await using var stream = File.OpenRead(path);
        try
        {
            // Only the end is read.
            await using var reader = await ParquetReader.CreateAsync(stream, leaveStreamOpen: true, cancellationToken: cancellationToken);
            return reader.CustomMetadata;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            // Whatever the library makes of bytes that are no table: they have to go.
            return null;
        }
    }

    /// <summary>
    /// Whether a table stays where that of an analysis comes: it is of a later revision by the same run, model and settings, or of an analysis
    /// where the other has failed. Tables of earlier versions say nothing of themselves, and go.
    /// </summary>
    public static bool Outranks(IReadOnlyDictionary<string, string> known, Analysis analysis)
    {
        var other = Of(analysis);
        return Run.All(key => known.GetValueOrDefault(key) == other[key])
            && int.TryParse(known.GetValueOrDefault(Revision), NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            && (revision > analysis.Provenance.Revision || (known.GetValueOrDefault(Outcome) == Ok && analysis.Failure is not null));
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
