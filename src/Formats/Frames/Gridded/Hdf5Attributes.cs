using PureHDF;
using PureHDF.VOL.Native;

namespace Slams.Formats.Frames.Gridded;

/// <summary>Attributes of netCDF-4 objects.</summary>
internal static class Hdf5Attributes
{
    private const string DimensionList = "DIMENSION_LIST";

    // Those of real files have a handful; the library allocates what an attribute says that it has.
    private const ulong MostElements = 4096;

    public static string? Text(IH5Object of, string name)
    {
        if (!of.AttributeExists(name) || Bounded(of.Attribute(name)) is not { } attribute || !IsText(attribute.Type))
        {
            return null;
        }

        var text = attribute.Space.Dimensions.Length == 0 ? attribute.Read<string>() : attribute.Read<string[]>().FirstOrDefault();
        return text?.TrimEnd('\0', ' ');
    }

    public static IReadOnlyList<double> Numbers(IH5Object of, string name) =>
        of.AttributeExists(name) && Bounded(of.Attribute(name)) is var attribute ? Hdf5Values.AsDoubles(attribute.Type, new Reader(attribute)) : [];

    /// <summary>Names of a dataset's dimensions from its dimension scales; null when it has none.</summary>
    public static IReadOnlyList<string>? DimensionNames(NativeFile file, IH5Dataset dataset, int rank)
    {
        if (!dataset.AttributeExists(DimensionList))
        {
            return null;
        }

        var references = Bounded(dataset.Attribute(DimensionList)).Read<NativeObjectReference1[][]>();
        return references.Length == rank && references.All(r => r.Length > 0) ? [.. references.Select(r => file.Get(r[0]).Name)] : null;
    }

    private static IH5Attribute Bounded(IH5Attribute attribute) =>
        attribute.Space.Dimensions.Aggregate(UInt128.One, (product, size) => product > MostElements ? product : product * size) <= MostElements
            ? attribute
            : throw new InvalidDataException($"Attribute '{attribute.Name}' has more than {MostElements} values.");

    /// <summary>netCDF-4 has text of fixed and of variable length; attributes of other variable-length types are not asked for.</summary>
    private static bool IsText(IH5DataType type) => type.Class is H5DataTypeClass.String or H5DataTypeClass.VariableLength;

    private sealed record Reader(IH5Attribute Attribute) : Hdf5Values.IReader
    {
        public T[] As<T>()
            where T : unmanaged
            => Attribute.Space.Dimensions.Length == 0 ? [Attribute.Read<T>()] : Attribute.Read<T[]>();
    }
}
