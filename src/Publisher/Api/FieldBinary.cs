using System.Buffers.Binary;
using Slams.Core.Grids;

namespace Slams.Publisher.Api;

/// <summary>
/// A field as bytes, all little-endian: "SLF1", rows and columns (int32), pressure in Pa (float32), the latitudes and the
/// longitudes of the cell centres in degrees (float32 each), then the values in K (float32, row-major from the south, NaN where
/// there is none).
/// </summary>
internal static class FieldBinary
{
    public const string ContentType = "application/vnd.slams.field";

    public static byte[] Encode(LatLonGrid grid, double pressurePa, ReadOnlySpan<float> values)
    {
        var bytes = new byte[16 + (4 * (grid.Rows + grid.Columns + values.Length))];
        "SLF1"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), grid.Rows);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(8), grid.Columns);
        var position = 12;
        Append((float)pressurePa);
        foreach (var latitude in grid.LatitudesDegrees)
        {
            Append((float)latitude);
        }

        foreach (var longitude in grid.LongitudesDegrees)
        {
            Append((float)longitude);
        }

        foreach (var value in values)
        {
            Append(value);
        }

        return bytes;

        void Append(float value)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(position), value);
            position += 4;
        }
    }
}
