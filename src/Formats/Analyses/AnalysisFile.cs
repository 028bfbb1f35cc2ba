using Slams.Core.Analyses;
using Slams.Core.Cycles;
using Slams.Formats.NetCdf;

namespace Slams.Formats.Analyses;

/// <summary>
/// One analysis as CF-1.11 in netCDF classic with 64-bit offsets. The same analysis gives the same bytes: no wall-clock time enters.
/// Departures are not part of the file; they travel on their own topic.
/// </summary>
public static class AnalysisFile
{
    /// <summary>Name of the file of a cycle, <c>analysis_19870111T0600Z.nc</c>.</summary>
    public static string FileName(Cycle cycle) => $"analysis_{cycle.Key}.nc";

    /// <summary>Writes an analysis; members are written when it holds any. The stream need not seek and stays open.</summary>
    public static void Write(Stream stream, Analysis analysis) => AnalysisLayout.Build(analysis).WriteTo(stream);

    /// <summary>Writes an analysis into a folder, atomically, and returns the path of its file.</summary>
    public static string WriteToFolder(string folder, Analysis analysis)
    {
        var path = Path.Combine(folder, FileName(analysis.Cycle));
        AtomicFile.Write(path, stream => Write(stream, analysis));
        return path;
    }

    /// <summary>Reads an analysis file.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or damaged.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Analysis Read(string path)
    {
        using var stream = File.OpenRead(path);
        return Read(stream);
    }

    /// <summary>Reads an analysis from a seekable stream, which stays open.</summary>
    /// <exception cref="InvalidDataException">It is no such file, or damaged.</exception>
    public static Analysis Read(Stream stream)
    {
        using var file = NetCdfFile.Open(stream, leaveOpen: true);
        return AnalysisReader.Read(file);
    }
}
