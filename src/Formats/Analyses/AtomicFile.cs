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
        string partial;
        using (Tracing.Source.StartActivity("file.write"))
        {
            partial = Prepare(path, write);
        }

        using var rename = Tracing.Source.StartActivity("file.rename");
        Place(partial, path);
    }

    /// <summary>Writes a file of which the bytes are at hand; one that holds these bytes already is left alone, with its time of change.</summary>
    public static void WriteChanged(string path, ReadOnlySpan<byte> content)
    {
        if (Holds(path, content))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
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

    /// <summary>Whether a file is there and holds these bytes.</summary>
    internal static bool Holds(string path, ReadOnlySpan<byte> content)
    {
        var existing = new FileInfo(path);
        return existing.Exists && existing.Length == content.Length && content.SequenceEqual(File.ReadAllBytes(path));
    }

    /// <summary>Writes the content beside its place and returns the path for <see cref="Place"/>; leaves nothing when it fails.</summary>
    internal static string Prepare(string path, Action<Stream> write)
    {
        var full = Path.GetFullPath(path);
        var partial = Path.Combine(Path.GetDirectoryName(full)!, $".{Path.GetFileName(full)}.{Environment.ProcessId}{Suffix}");
        try
        {
            using var stream = new FileStream(partial, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024);
            write(stream);
            stream.Flush(flushToDisk: true);
            return partial;
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    /// <summary>Renames what was prepared into its place.</summary>
    internal static void Place(string partial, string path)
    {
        try
        {
            File.Move(partial, Path.GetFullPath(path), overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }
}
