namespace Slams.Formats.NetCdf;

/// <summary>A variable of an open file: its shape and attributes, not its values.</summary>
public sealed class NetCdfVariable
{
    internal NetCdfVariable(
        string name, NetCdfType type, IReadOnlyList<NetCdfDimension> dimensions, NetCdfAttributeCollection attributes, long begin)
    {
        Name = name;
        Type = type;
        Dimensions = dimensions;
        Attributes = attributes;
        Begin = begin;
    }

    /// <summary>Name.</summary>
    public string Name { get; }

    /// <summary>Type of the values.</summary>
    public NetCdfType Type { get; }

    /// <summary>Dimensions, outermost first; none for a scalar.</summary>
    public IReadOnlyList<NetCdfDimension> Dimensions { get; }

    /// <summary>Attributes.</summary>
    public NetCdfAttributeCollection Attributes { get; }

    /// <summary>Length of the outermost dimension; 1 for a scalar.</summary>
    public long Rows => Dimensions.Count == 0 ? 1 : Dimensions[0].Length;

    /// <summary>Number of values of one row.</summary>
    public long RowLength { get; internal set; }

    internal bool IsRecord => Dimensions.Count > 0 && Dimensions[0].IsRecord;

    internal long RowBytes => RowLength * NetCdfTypes.SizeOf(Type);

    internal long Begin { get; }

    /// <summary>Distance in the file between two rows.</summary>
    internal long Stride { get; set; }
}
