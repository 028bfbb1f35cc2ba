using Slams.Formats.Analyses;

namespace Slams.Publisher.Files;

/// <summary>Puts files into place whole; a repeat with the same bytes leaves the file and its time of change alone.</summary>
internal static class PublishedFile
{
    public static void Write(string path, Action<Stream> write)
    {
        using var content = new MemoryStream();
        write(content);
        var bytes = content.GetBuffer().AsMemory(0, (int)content.Length);
        var existing = new FileInfo(path);
        if (existing.Exists && existing.Length == bytes.Length && bytes.Span.SequenceEqual(File.ReadAllBytes(path)))
        {
            return;
        }

        Directory.CreateDirectory(existing.DirectoryName!);
        AtomicFile.Write(path, stream => stream.Write(bytes.Span));
    }
}
