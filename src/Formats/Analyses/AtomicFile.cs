namespace Slams.Formats.Analyses;

/// <summary>
/// Writes files so that a reader sees either nothing, the previous file or the whole new one: into a hidden file of the same folder
/// (a rename is atomic only within a file system), flushed to disk, then renamed.
/// </summary>
public static class AtomicFile
{
    private const string Suffix = ".partial";

    /// <summary>Writes or replaces a file.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(string path, Action<Stream> write)
    {
        var full = Path.GetFullPath(path);
        var partial = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Environment.ProcessId}{Suffix}");
        try
        {
            using (Tracing.Source.StartActivity("file.write"))
            using (var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            using var rename = Tracing.Source.StartActivity("file.rename");
            File.Move(partial, full, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    /// <summary>Writes a file of which the bytes are at hand; one that holds these bytes already is left alone, with its time of change.</summary>
    public static void WriteChanged(string path, ReadOnlySpan<byte> content)
    {
        var existing = new FileInfo(path);
        if (existing.Exists && existing.Length == content.Length && content.SequenceEqual(File.ReadAllBytes(path)))
        {
            return;
        }

        Directory.CreateDirectory(existing.DirectoryName!);
        var bytes = content.ToArray();
        Write(path, stream => stream.Write(bytes));
    }

    /// <summary>Deletes what processes that were killed while writing left in a folder. Call at start, before writing there.</summary>
    public static void DeleteLeftovers(string folder)
    {
        foreach (var leftover in Directory.EnumerateFiles(folder, $".*{Suffix}"))
        {
            File.Delete(leftover);
        }
    }
}
