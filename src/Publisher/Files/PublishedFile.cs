using Slams.Formats.Analyses;

namespace Slams.Publisher.Files;

/// <summary>Puts files into place whole; a repeat with the same bytes leaves the file and its time of change alone.</summary>
internal static class PublishedFile
{
    public static void Write(string path, Action<Stream> write)
    {
        using var content = new MemoryStream();
        write(content);
        AtomicFile.WriteChanged(path, content.GetBuffer().AsSpan(0, (int)content.Length));
    }
}
