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

    /// <summary>
    /// Positions by station id, for formats whose files carry none: ISD-Lite, NDBC, METAR, SYNOP, TEMP. WMO numbers may stand with or without the
    /// <c>0-20000-0-</c> of WIGOS identifiers.
    /// </summary>
    public IReadOnlyDictionary<string, StationPosition> Positions { get; init; } = new Dictionary<string, StationPosition>();

    /// <summary>
    /// About when files were made whose reports state day and hour only (METAR, SYNOP, TEMP). Null takes the date in the file's name, without
    /// one there the time when the file was last written, and of a stream the <see cref="Clock"/>.
    /// </summary>
    public DateTimeOffset? ReferenceTime { get; init; }

    /// <summary>Tells when a stream came.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
