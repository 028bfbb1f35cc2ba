using System.Collections.Concurrent;

namespace Slams.Hosting.Ingest;

/// <summary>
/// The files of one reading of a source: which were read to their end, and how many of those that are there were not. The latter is how far
/// ingest is behind what it is given. Asked from any thread.
/// </summary>
/// <param name="paths">Files and folders.</param>
/// <param name="followLinks">Whether links in a folder are followed.</param>
/// <param name="share">Which of the files; null for all.</param>
public sealed class InputBacklog(IReadOnlyList<string> paths, bool followLinks, SourceShare? share = null)
{
    private readonly ConcurrentDictionary<string, bool> _read = new(StringComparer.Ordinal);
    private volatile Func<string, bool> _known = _ => false;

    /// <summary>Whether a file is one of those that are read.</summary>
    public bool IsOfIt(string path) => share?.Holds(path) != false;

    /// <summary>A file was read to its end.</summary>
    public void Read(string path) => _read[path] = true;

    /// <summary>Whether a file was read to its end.</summary>
    public bool HasRead(string path) => _read.ContainsKey(path);

    /// <summary>
    /// Tells which files were read by a reading before: this one passes them, and they do not wait. Else each takeover of an archive would count it whole.
    /// </summary>
    public void Know(Func<string, bool> isRead) => _known = isRead;

    /// <summary>Whether a file was read to its end, by this reading or by one before.</summary>
    public bool WasRead(string path) => HasRead(path) || _known(path);

    /// <summary>
    /// Lists the paths, and counts files that were not read to their end, and their bytes: one that is being read, and one that is still being
    /// written, count whole. What cannot be listed has none.
    /// </summary>
    public (long Files, long Bytes) Count()
    {
        var (files, bytes) = (0L, 0L);
        foreach (var file in paths.SelectMany(List).Where(file => !WasRead(file.Path)).DistinctBy(file => file.Path))
        {
            files++;
            bytes += file.Refused is null && new FileInfo(file.Path) is { Exists: true } info ? info.Length : 0;
        }

        return (files, bytes);
    }

    private IReadOnlyList<InputFile> List(string path)
    {
        try
        {
            return [.. InputFiles.List(path, followLinks).Where(file => IsOfIt(file.Path))];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Told by the reading itself.
            return [];
        }
    }
}
