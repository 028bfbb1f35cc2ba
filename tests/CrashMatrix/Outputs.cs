using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.CrashMatrix;

/// <summary>
/// All that a run has left behind: its files, and what its topics hold. The name of its topics, which is part of the provenance,
/// is written as the same everywhere; nothing else is made equal.
/// </summary>
public sealed partial record Outputs
{
    private const string Wrong = "is wrong";

    /// <summary>Whether a file tells of the earlier revisions of a cycle.</summary>
    public static bool IsOfRevisions(string file) => Path.GetFileName(file).StartsWith("revisions_", StringComparison.Ordinal);

    /// <summary>Files by name.</summary>
    public required IReadOnlyDictionary<string, string> Files { get; init; }

    /// <summary>Analyses in the topic: cycle and revision with the bytes of each.</summary>
    public required ILookup<string, string> Analyses { get; init; }

    /// <summary>Late observations.</summary>
    public required IReadOnlyList<string> Late { get; init; }

    /// <summary>Dead letters.</summary>
    public required IReadOnlyList<string> DeadLetters { get; init; }

    /// <summary>Every record of ingest with its place.</summary>
    public required IReadOnlyList<string> Ingested { get; init; }

    /// <summary>Whether every checksum, and that in the pointer, is that of its file.</summary>
    public bool ChecksumsHold => !Files.Any(file => Path.GetExtension(file.Key) is ".sha256" or ".json" && file.Value.Contains(Wrong, StringComparison.Ordinal));

    /// <summary>Reads what is there.</summary>
    public static async Task<Outputs> ReadAsync(ServiceRun run, CancellationToken cancellationToken)
    {
        var topics = new Topics(run.Log.Prefix);
        await using var log = run.Log.Open();
        var analyses = await ReadAsync(topics.Analyses, record => ($"{record.Key}.{record.RevisionOf()}", Bytes(record)));
        return new Outputs
        {
            Files = Files(),
            Analyses = analyses.ToLookup(found => found.Item1, found => found.Item2),
            Late = await ReadAsync(topics.Late, record => $"{record.Key} {Bytes(record)}"),
            DeadLetters = await ReadAsync(topics.DeadLetters, Letter),
            Ingested =
            [
                .. await ReadAsync(topics.Readings, record => $"readings/{record.Partition}/{record.Offset} {record.Key} {Bytes(record)}"),
                .. await ReadAsync(topics.Frames, record => $"frames/{record.Partition}/{record.Offset} {record.Key} {Bytes(record)}"),
            ],
        };

        async Task<List<T>> ReadAsync<T>(string topic, Func<StoredRecord, T> read)
        {
            var found = new List<T>();
            if ((await log.TopicsAsync(cancellationToken)).Contains(topic))
            {
                await foreach (var record in log.ScanAsync(topic, [], cancellationToken))
                {
                    found.Add(read(record));
                }
            }

            return found;
        }

        Dictionary<string, string> Files()
        {
            var files = new Dictionary<string, string>();
            foreach (var file in Directory.Exists(run.Out) ? Directory.GetFiles(run.Out) : [])
            {
                try
                {
                    files[Path.GetFileName(file)] = Checksums(file, Text(File.ReadAllBytes(file)));
                }
                catch (IOException)
                {
                    // The service goes on while this looks: the file is being written, or has just been renamed.
                }
            }

            return files;
        }

        // The name of the topics is in the files, so their checksums differ from run to run: what counts is that they hold.
        string Checksums(string file, string text) => Path.GetExtension(file) switch
        {
            ".sha256" => Judged(text, file[..^".sha256".Length]),
            // So are the versions of earlier revisions.
            ".json" when IsOfRevisions(file) => Version().Replace(text, "\"version\":\"\""),
            ".json" => Judged(text, Directory.GetFiles(run.Out, "*.nc").Single(path => text.Contains(Path.GetFileName(path), StringComparison.Ordinal))),
            _ => text,
        };

        static string Judged(string text, string file) => Sha256().Replace(
            text, sum => sum.Value == Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))) ? "holds" : Wrong);

        string Bytes(StoredRecord record) => Text(record.Value.Span);

        // One character per byte, so that nothing is lost and bytes can be compared as text.
        string Text(ReadOnlySpan<byte> bytes) =>
            Encoding.Latin1.GetString(bytes).Replace(run.Log.Prefix, "crashes.00000000", StringComparison.Ordinal);

        // A dead letter has no event time: it is stamped when it is found.
        static string Letter(StoredRecord record)
        {
            var letter = DeadLetterCodec.FromRecord(record);
            return $"{letter.Source}:{letter.Record} {letter.Reason}";
        }
    }

    [GeneratedRegex("[0-9a-f]{64}")]
    private static partial Regex Sha256();

    [GeneratedRegex("\"version\":\"[0-9a-f]{16}\"")]
    private static partial Regex Version();
}
