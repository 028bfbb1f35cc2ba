using Slams.Formats.Analyses;

namespace Slams.Cli.Plotting;

/// <summary>Writes pictures.</summary>
internal static class PictureFile
{
    /// <summary>Writes a picture, with its folder, and reports its name.</summary>
    public static Task WriteAsync(string path, byte[] png, TextWriter report)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, stream => stream.Write(png));
        return report.WriteLineAsync(path);
    }
}
