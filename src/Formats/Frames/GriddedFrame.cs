using System.Globalization;
using Slams.Core.Grids;
using Slams.Core.Observations;
using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Frames;

/// <summary>Makes frames of fields of outgoing longwave flux on axes of latitude and longitude.</summary>
internal static class GriddedFrame
{
    /// <summary>A frame of a field.</summary>
    /// <param name="field">The field on the model grid, W m-2.</param>
    /// <param name="grid">The model grid.</param>
    /// <param name="platform">Platform or product.</param>
    /// <param name="time">Its time.</param>
    /// <param name="source">Name of the file.</param>
    /// <param name="step">Its place in the file, from 0.</param>
    public static SatelliteFrame Of(RegriddedField field, LatLonGrid grid, string platform, DateTimeOffset time, string source, int step)
    {
        var empty = !Array.Exists(field.SampleCount, count => count > 0);
        return new SatelliteFrame
        {
            Platform = platform,
            Quantity = FrameQuantity.OutgoingLongwaveFlux,
            Time = time,
            Rows = grid.Rows,
            Columns = grid.Columns,
            Values = field.Values,
            ValidFraction = field.ValidFraction,
            SampleCount = field.SampleCount,
            Source = string.Create(CultureInfo.InvariantCulture, $"{source}[{step}]"),
            Flag = empty ? QualityFlag.Missing : QualityFlag.Assimilated,
            FlagReason = empty ? "No pixel of the frame is valid." : "",
        };
    }

    /// <summary>Platform or product of a file: what it says, else its name.</summary>
    public static string Platform(IGridFile file, string source) =>
        file.Text("platform") ?? file.Text("platform_ID") ?? Path.GetFileNameWithoutExtension(source);

    /// <summary>Brings a field onto the model grid.</summary>
    /// <param name="regridder">From the grid of the field.</param>
    /// <param name="values">The field, NaN where there is none.</param>
    /// <param name="transposed">Whether it lies <c>[longitude, latitude]</c>.</param>
    public static RegriddedField Regrid(AreaWeightedRegridder regridder, float[] values, bool transposed) =>
        regridder.Regrid(transposed ? Transpose(values, regridder.SourceRows, regridder.SourceColumns) : values);

    /// <summary>Why a step without a time cannot be read.</summary>
    public static InvalidDataException NoTime(int step) => new(FormattableString.Invariant($"Step {step + 1} has no time that can be read."));

    private static float[] Transpose(float[] values, int rows, int columns)
    {
        var transposed = new float[values.Length];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                transposed[(row * columns) + column] = values[(column * rows) + row];
            }
        }

        return transposed;
    }
}
