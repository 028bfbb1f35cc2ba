using PureHDF;

namespace Slams.Formats.Frames.Gridded;

/// <summary>Numeric types of HDF5 and how to read them as doubles.</summary>
internal static class Hdf5Values
{
    internal enum Number
    {
        None,
        SByte,
        Byte,
        Short,
        UShort,
        Int,
        UInt,
        Long,
        ULong,
        Float,
        Double,
    }

    /// <summary>Reads values as the type that the file holds.</summary>
    internal interface IReader
    {
        T[] As<T>()
            where T : unmanaged;
    }

    public static Number Kind(IH5DataType type) => (type.Class, type.Size) switch
    {
        (H5DataTypeClass.FloatingPoint, 4) => Number.Float,
        (H5DataTypeClass.FloatingPoint, 8) => Number.Double,
        (H5DataTypeClass.FixedPoint, 1) => type.FixedPoint.IsSigned ? Number.SByte : Number.Byte,
        (H5DataTypeClass.FixedPoint, 2) => type.FixedPoint.IsSigned ? Number.Short : Number.UShort,
        (H5DataTypeClass.FixedPoint, 4) => type.FixedPoint.IsSigned ? Number.Int : Number.UInt,
        (H5DataTypeClass.FixedPoint, 8) => type.FixedPoint.IsSigned ? Number.Long : Number.ULong,
        _ => Number.None,
    };

    /// <summary>Reads numbers of any type as doubles; none for other types.</summary>
    public static double[] AsDoubles(IH5DataType type, IReader read) => Kind(type) switch
    {
        Number.SByte => Array.ConvertAll(read.As<sbyte>(), v => (double)v),
        Number.Byte => Array.ConvertAll(read.As<byte>(), v => (double)v),
        Number.Short => Array.ConvertAll(read.As<short>(), v => (double)v),
        Number.UShort => Array.ConvertAll(read.As<ushort>(), v => (double)v),
        Number.Int => Array.ConvertAll(read.As<int>(), v => (double)v),
        Number.UInt => Array.ConvertAll(read.As<uint>(), v => (double)v),
        Number.Long => Array.ConvertAll(read.As<long>(), v => (double)v),
        Number.ULong => Array.ConvertAll(read.As<ulong>(), v => (double)v),
        Number.Float => Array.ConvertAll(read.As<float>(), v => (double)v),
        Number.Double => read.As<double>(),
        _ => [],
    };
}
