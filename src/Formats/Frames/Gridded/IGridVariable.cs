namespace Slams.Formats.Frames.Gridded;

/// <summary>A variable of a netCDF file.</summary>
internal interface IGridVariable
{
    string Name { get; }

    /// <summary>Lengths of the dimensions, outermost first.</summary>
    IReadOnlyList<long> Shape { get; }

    /// <summary>Names of the dimensions; null where the file does not tell them.</summary>
    IReadOnlyList<string>? DimensionNames { get; }

    /// <summary>Places of the outermost dimension that are stored, and unpacked, together; 1 where each is by itself.</summary>
    long RowsPerChunk { get; }

    /// <summary>A text attribute, or null.</summary>
    string? Text(string attribute);

    /// <summary>The values of a numeric attribute; none when absent or text.</summary>
    IReadOnlyList<double> Numbers(string attribute);

    /// <summary>Reads everything as doubles, as stored.</summary>
    double[] ReadAll();

    /// <summary>Reads one place of the outermost dimension, or everything, and unpacks it.</summary>
    float[] ReadUnpacked(long? row);

    /// <summary>Reads consecutive places of the outermost dimension and unpacks them.</summary>
    float[] ReadUnpacked(long start, long count);

    /// <summary>The same as doubles: seconds since a distant day are more than a float tells apart.</summary>
    double[] ReadUnpackedDoubles(long start, long count);
}
