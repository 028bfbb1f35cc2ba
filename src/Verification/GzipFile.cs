using System.IO.Compression;

namespace Slams.Verification;

/// <summary>Opens files that are gzipped when their name says so.</summary>
internal static class GzipFile
{
    // Far above any sample, far below what would trouble a small machine.
    private const int MaximumBytes = 1 << 30;

    public static Stream OpenRead(string path)
    {
        var file = File.OpenRead(path);
        return IsGzip(path) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>The whole content in memory.</summary>
    /// <exception cref="InvalidDataException">It is larger than a gigabyte.</exception>
    public static MemoryStream Unpack(string path)
    {
        using var unpacked = OpenRead(path);
        var memory = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = unpacked.Read(buffer)) > 0;)
        {
            if (memory.Length + read > MaximumBytes)
            {
                throw new InvalidDataException($"'{path}' unpacks to more than {MaximumBytes} bytes.");
            }

            memory.Write(buffer, 0, read);
        }

        memory.Position = 0;
        return memory;
    }

    public static Stream Create(string path)
    {
        var file = File.Create(path);
        return IsGzip(path) ? new GZipStream(file, CompressionLevel.SmallestSize) : file;
    }

    private static bool IsGzip(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
}
