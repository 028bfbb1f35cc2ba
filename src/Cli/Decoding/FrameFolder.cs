using System.Globalization;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Formats.Analyses;
using Slams.Formats.Frames;

namespace Slams.Cli.Decoding;

/// <summary>Writes frames on the model grid into a folder, a CF netCDF file each.</summary>
internal sealed class FrameFolder
{
    private readonly string _folder;
    private readonly LatLonGrid _grid;
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Makes the folder when it is absent.</summary>
    public FrameFolder(string folder, LatLonGrid grid)
    {
        (_folder, _grid) = (folder, grid);
        Directory.CreateDirectory(folder);
    }

    /// <summary>Writes a frame under the name of the file that it came from, and its time; a number tells frames apart that agree in both.</summary>
    public void Write(string source, SatelliteFrame frame)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture, $"{Path.GetFileNameWithoutExtension(source)}_{frame.Time.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}");
        var unique = name;
        for (var number = 2; !_taken.Add(unique); number++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{name}-{number}");
        }

        AtomicFile.Write(Path.Combine(_folder, unique + ".nc"), stream => FrameFileWriter.Write(stream, frame, _grid));
    }
}
