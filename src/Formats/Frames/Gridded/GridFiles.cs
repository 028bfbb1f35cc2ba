using Slams.Formats.NetCdf;

namespace Slams.Formats.Frames.Gridded;

/// <summary>Opens netCDF files of either kind by their first bytes.</summary>
internal static class GridFiles
{
    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is no netCDF file, or damaged.</exception>
    public static IGridFile Open(string path) => Open(File.OpenRead(path));

    /// <summary>Opens a seekable stream, which is disposed of with the file, or at once when it cannot be opened.</summary>
    /// <exception cref="InvalidDataException">It is no netCDF file, or damaged.</exception>
    public static IGridFile Open(Stream stream)
    {
        try
        {
            Span<byte> head = stackalloc byte[8];
            head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
            stream.Position = 0;
            if (IsNetCdf4(head))
            {
                return new Hdf5GridFile(stream);
            }

            return NetCdfFile.Recognises(head)
                ? new ClassicGridFile(stream)
                : throw new InvalidDataException(head.IsEmpty ? "The file is empty." : "The file is neither netCDF-4 nor netCDF classic.");
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Whether eight bytes begin an HDF5 file, which netCDF-4 files are.</summary>
    public static bool IsNetCdf4(ReadOnlySpan<byte> head) =>
        head is [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];
}
