using Slams.Formats.Analyses;

namespace Slams.Publisher.Files;

/// <summary>Puts files into place whole; a repeat with the same bytes leaves the file and its time of change alone.</summary>
internal static class PublishedFile
{
    /// <summary>Writes a file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="checksum">Whether its checksum goes beside it.</param>
    /// <param name="write">Writes the content.</param>
    public static void Write(string path, bool checksum, Action<Stream> write)
    {
        using var content = new MemoryStream();
        write(content);
        Write(path, checksum, content.GetBuffer().AsMemory(0, (int)content.Length));
    }

    /// <summary>The same for content that is at hand.</summary>
    public static void Write(string path, bool checksum, ReadOnlyMemory<byte> content)
    {
        if (checksum)
        {
            ChecksummedFile.WriteChanged(path, content);
        }
        else
        {
            AtomicFile.WriteChanged(path, content.Span);
        }
    }

    /// <summary>Deletes a file, its checksum first: a checksum without its file would never be found again.</summary>
    public static void Delete(string path)
    {
        File.Delete(path + ChecksummedFile.Suffix);
        File.Delete(path);
    }
}
