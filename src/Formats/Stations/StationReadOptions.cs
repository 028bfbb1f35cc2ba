namespace Slams.Formats.Stations;

/// <summary>Limits and helps for reading station files.</summary>
public sealed record StationReadOptions
{
    /// <summary>Bytes of the content that formats see when they are asked whether it is theirs.</summary>
    public const int HeadBytes = 4096;

    /// <summary>Name of the format; null recognises it from the content.</summary>
    public string? Format { get; init; }

    /// <summary>Decompressed bytes after which a compressed file is given up: the guard against decompression bombs.</summary>
    public long MaximumDecompressedBytes { get; init; } = 4L << 30;

    /// <summary>Decompressed bytes held in memory for formats that need random access (netCDF in gzip).</summary>
    public int MaximumBufferedBytes { get; init; } = 256 << 20;

    /// <summary>Positions by station id, for ISD-Lite and NDBC files, which carry none.</summary>
    public IReadOnlyDictionary<string, StationPosition> Positions { get; init; } = new Dictionary<string, StationPosition>();
}
