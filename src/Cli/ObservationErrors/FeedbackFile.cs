using System.Globalization;
using Slams.Core.Analyses;
using Slams.Formats.Analyses;
using Slams.Publisher.Files;

namespace Slams.Cli.ObservationErrors;

/// <summary>A feedback file, of which the name tells the cycle: <c>feedback_YYYYMMDDTHHMMZ.csv</c> or <c>.parquet</c>.</summary>
/// <param name="Path">The file.</param>
/// <param name="Cycle">Time of the analysis, UTC.</param>
/// <param name="IsTable">Whether it is a Parquet table: of all observations, where a CSV has temperatures alone.</param>
internal sealed record FeedbackFile(string Path, DateTimeOffset Cycle, bool IsTable)
{
    private const string Prefix = "feedback_", Table = ".parquet", Csv = ".csv";

    /// <summary>Files as they were given, in place of a folder the feedback in it and in all folders below.</summary>
    /// <exception cref="IOException">There is no such file or folder, or a folder has no feedback.</exception>
    /// <exception cref="InvalidDataException">The name of a file tells no cycle.</exception>
    public static IReadOnlyList<FeedbackFile> Find(IEnumerable<string> paths) => [.. paths.SelectMany(Find)];

    /// <summary>Reads all observations.</summary>
    /// <param name="unreadable">Is told the number and the text of each line of a CSV that cannot be read.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="InvalidDataException">The file holds no feedback, or is damaged.</exception>
    public async Task<IReadOnlyList<ObservationDeparture>> ReadAsync(Action<int, string> unreadable, CancellationToken cancellationToken) => IsTable
        ? await FeedbackTableReader.ReadAsync(Path, cancellationToken)
        : [.. FeedbackCsv.Read(Path, unreadable).Select(ObservationDeparture.Of)];

    private static IEnumerable<FeedbackFile> Find(string path)
    {
        if (File.Exists(path))
        {
            return [Of(path) ?? throw new InvalidDataException($"'{path}' is not named as feedback is, {Prefix}YYYYMMDDTHHMMZ{Csv} or {Table}.")];
        }

        if (!Directory.Exists(path))
        {
            throw new FileNotFoundException($"There is no file or folder '{path}'.");
        }

        FeedbackFile[] found =
        [
            .. Directory.GetFiles(path, Prefix + "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Of).OfType<FeedbackFile>(),
        ];
        return found.Length > 0 ? found : throw new FileNotFoundException($"Folder '{path}' holds no {Prefix}*{Csv} or {Table}.");
    }

    private static FeedbackFile? Of(string path)
    {
        var (name, kind) = (System.IO.Path.GetFileNameWithoutExtension(path), System.IO.Path.GetExtension(path));
        return kind is Table or Csv && name.StartsWith(Prefix, StringComparison.Ordinal) && DateTimeOffset.TryParseExact(
            name[Prefix.Length..], "yyyyMMdd'T'HHmm'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var cycle)
            ? new FeedbackFile(path, cycle, kind == Table)
            : null;
    }
}
