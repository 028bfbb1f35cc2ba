namespace Slams.Formats.NetCdf;

/// <summary>Sizes of the external types.</summary>
internal static class NetCdfTypes
{
    public static int SizeOf(NetCdfType type) => type switch
    {
        NetCdfType.Byte or NetCdfType.Char => 1,
        NetCdfType.Short => 2,
        NetCdfType.Int or NetCdfType.Float => 4,
        NetCdfType.Double => 8,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "Not a netCDF classic type."),
    };

    /// <summary>Rounds up to the alignment of the format.</summary>
    public static long Padded(long bytes) => (bytes + 3) & ~3L;
}
