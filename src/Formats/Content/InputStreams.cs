namespace Slams.Formats.Content;

/// <summary>Opens files that somebody else has put there.</summary>
internal static class InputStreams
{
    /// <summary>
    /// Opens a file for reading. Pipes, sockets and devices say that they are empty, and opening a pipe would wait for somebody to write
    /// into it: what is empty is not opened at all.
    /// </summary>
    /// <exception cref="InvalidDataException">It is empty.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static FileStream Open(string path) =>
        new FileInfo(path) is { Exists: true, Length: 0 }
            ? throw new InvalidDataException("The file is empty.")
            : new FileStream(path, new FileStreamOptions { Options = FileOptions.SequentialScan });
}
