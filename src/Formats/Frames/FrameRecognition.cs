using Slams.Formats.Content;
using Slams.Formats.Frames.Gridded;
using Slams.Formats.Grib;
using Slams.Formats.NetCdf;
using Slams.Formats.Stations.Madis;

namespace Slams.Formats.Frames;

/// <summary>Tells files of fields from files of stations, both of which may be netCDF.</summary>
public static class FrameRecognition
{
    /// <summary>
    /// Whether a file is for the reader of frames: netCDF-4, GRIB, or netCDF classic without a text variable that names stations. It may still hold
    /// nothing that the reader takes; false for one that cannot be opened.
    /// </summary>
    public static bool LooksLikeFrames(string path)
    {
        try
        {
            using var stream = InputStreams.Open(path);
            Span<byte> head = stackalloc byte[8];
            head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
            if (GridFiles.IsNetCdf4(head) || GribScanner.Recognises(head))
            {
                return true;
            }

            stream.Position = 0;
            return NetCdfFile.Recognises(head) && !NetCdfFile.Open(stream, leaveOpen: true).Variables.Any(NamesStations);
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool NamesStations(NetCdfVariable variable) =>
        variable.Type == NetCdfType.Char && (variable.Name == "id" || MadisNames.Variables.Contains(variable.Name));
}
