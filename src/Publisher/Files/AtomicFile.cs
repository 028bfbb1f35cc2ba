namespace Slams.Publisher.Files;

/// <summary>Writes files so that a reader sees the old bytes or the new ones, never a part, also across a power cut.</summary>
internal static class AtomicFile
{
    private const string TemporarySuffix = ".part";

    /// <summary>Lets <paramref name="write"/> fill a temporary file and renames it into place unless the bytes are there already.</summary>
    public static void Replace(string path, Action<string> write)
    {
        var folder = Path.GetDirectoryName(path) ?? throw new ArgumentException("A file needs a folder.", nameof(path));
        Directory.CreateDirectory(folder);
        // Hidden and unlike any published name, so that a glob over the folder never finds half a file.
        var temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}{TemporarySuffix}");
        try
        {
            write(temporary);
            if (SameBytes(temporary, path))
            {
                return;
            }

            Flush(temporary);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>Removes what a killed process left half written.</summary>
    public static void RemoveLeftovers(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var path in Directory.EnumerateFiles(folder, $".*{TemporarySuffix}"))
        {
            File.Delete(path);
        }
    }

    private static void Flush(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    private static bool SameBytes(string left, string right)
    {
        var existing = new FileInfo(right);
        return existing.Exists && existing.Length == new FileInfo(left).Length
            && File.ReadAllBytes(left).AsSpan().SequenceEqual(File.ReadAllBytes(right));
    }
}
