using Slams.Formats.Grib;
using Slams.Formats.NetCdf;

namespace Slams.Formats.Frames.Gridded;

/// <summary>Opens netCDF files of either kind, and GRIB edition 2, by their first bytes.</summary>
internal static class GridFiles
{
    private const long MostPoints = 40_000_000;

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It is no netCDF file, or damaged.</exception>
    public static IGridFile Open(string path) => Open(File.OpenRead(path));

    /// <summary>Opens a seekable stream, which is disposed of with the file, or at once when it cannot be opened.</summary>
    /// <param name="stream">The content.</param>
    /// <param name="mostPoints">Points of a field beyond which GRIB is refused.</param>
    /// <exception cref="InvalidDataException">It is no such file, or damaged.</exception>
    public static IGridFile Open(Stream stream, long mostPoints = MostPoints)
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

            return NetCdfFile.Recognises(head) ? new ClassicGridFile(stream)
                : GribScanner.Recognises(head) ? new GribGridFile(stream, mostPoints)
                : throw new InvalidDataException(head.IsEmpty ? "The file is empty." : "The file is neither netCDF-4 nor netCDF classic, nor GRIB.");
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
