using System.IO.Compression;

namespace Slams.Verification;

/// <summary>Opens files that are gzipped when their name says so.</summary>
internal static class GzipFile
{
    public static Stream OpenRead(string path)
    {
        var file = File.OpenRead(path);
        return IsGzip(path) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    public static Stream Create(string path)
    {
        var file = File.Create(path);
        return IsGzip(path) ? new GZipStream(file, CompressionLevel.SmallestSize) : file;
    }

    private static bool IsGzip(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
}
