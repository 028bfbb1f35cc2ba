using System.Security.Cryptography;
using System.Text;

namespace Slams.Formats.Analyses;

/// <summary>
/// Files with their SHA-256 beside them, <c>NAME.sha256</c>, as <c>sha256sum -c</c> reads it. There is never a checksum beside a file
/// that it does not belong to: the old one goes before the file is replaced, the new one comes after. Whoever is killed in between leaves
/// a file without a checksum, and writing the same file again adds it.
/// </summary>
public static class ChecksummedFile
{
    /// <summary>What the name of a checksum has after the name of its file.</summary>
    public const string Suffix = ".sha256";

    /// <summary>The content of a checksum file: lower-case hex, two spaces, the name, a line feed.</summary>
    /// <param name="name">Name of the file without its folder.</param>
    /// <param name="content">Content of the file.</param>
    public static byte[] Line(string name, ReadOnlySpan<byte> content) =>
        Encoding.UTF8.GetBytes($"{Convert.ToHexStringLower(SHA256.HashData(content))}  {name}\n");

    /// <summary>Writes a file and its checksum; what holds the same bytes already is left alone. The folder is made when absent.</summary>
    /// <exception cref="IOException">It cannot be written; the file is then the old or the new one, whole.</exception>
    public static void WriteChanged(string path, ReadOnlyMemory<byte> content)
    {
        var (checksum, line) = (path + Suffix, Line(Path.GetFileName(path), content.Span));
        if (AtomicFile.Holds(path, content.Span))
        {
            AtomicFile.WriteChanged(checksum, line);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        // Both are on disk before either is renamed, so that only renames lie between file and checksum.
        var partialChecksum = AtomicFile.Prepare(checksum, stream => stream.Write(line));
        try
        {
            string partial;
            using (Tracing.Source.StartActivity("file.write"))
            {
                partial = AtomicFile.Prepare(path, stream => stream.Write(content.Span));
            }

            using (Tracing.Source.StartActivity("file.rename"))
            {
                File.Delete(checksum);
                AtomicFile.Place(partial, path);
            }

            using var rename = Tracing.Source.StartActivity("file.checksum");
            AtomicFile.Place(partialChecksum, checksum);
        }
        catch
        {
            File.Delete(partialChecksum);
            throw;
        }
    }
}
