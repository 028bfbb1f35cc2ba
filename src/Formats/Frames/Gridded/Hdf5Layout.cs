using System.Reflection;
using PureHDF;
using PureHDF.VOL.Native;

namespace Slams.Formats.Frames.Gridded;

/// <summary>
/// Where a dataset keeps its values. The library follows a file wherever that says, and allocates what it says; neither is public, so the
/// internals of the pinned version are looked at, and a dataset is refused where they are not as expected.
/// </summary>
internal static class Hdf5Layout
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    /// <summary>Refuses values in other files, and chunks that are larger than a limit.</summary>
    /// <exception cref="InvalidDataException">The dataset is laid out so.</exception>
    public static void Require(NativeDataset dataset, long maximumChunkBytes)
    {
        var layout = dataset.Layout.Class;
        if (layout == H5DataLayoutClass.VirtualStorage || Member(dataset, "InternalExternalFileList") is not null)
        {
            throw new InvalidDataException($"The values of variable '{dataset.Name}' are in another file, which is not read.");
        }

        if (layout == H5DataLayoutClass.Chunked && ChunkBytes(dataset) > (UInt128)maximumChunkBytes)
        {
            throw new InvalidDataException(FormattableString.Invariant($"Variable '{dataset.Name}' has chunks of more than {maximumChunkBytes} bytes."));
        }
    }

    /// <summary>Length of a chunk along the outermost dimension; 1 where a dataset is in none.</summary>
    /// <exception cref="InvalidDataException">The layout is not as expected.</exception>
    public static long RowsPerChunk(NativeDataset dataset) =>
        dataset.Layout.Class == H5DataLayoutClass.Chunked ? (long)Math.Clamp(ChunkSizes(dataset).First(), 1, long.MaxValue) : 1;

    /// <summary>
    /// Bytes of the chunks that lie side by side along the innermost dimension. The library goes row by row, so that it unpacks each chunk anew for
    /// every row where it cannot keep as much.
    /// </summary>
    /// <exception cref="InvalidDataException">They are more than a limit.</exception>
    public static ulong BytesSideBySide(NativeDataset dataset, long limit)
    {
        if (dataset.Layout.Class != H5DataLayoutClass.Chunked || dataset.Space.Dimensions is not [.., var length])
        {
            return 0;
        }

        var width = Math.Max(1, ChunkSizes(dataset).ElementAt(dataset.Space.Dimensions.Length - 1));
        var bytes = ChunkBytes(dataset) * (((UInt128)length + width - 1) / width);
        return bytes <= (UInt128)limit
            ? (ulong)bytes
            : throw new InvalidDataException(FormattableString.Invariant($"Variable '{dataset.Name}' has chunks of more than {limit} bytes side by side."));
    }

    private static UInt128 ChunkBytes(NativeDataset dataset) => ChunkSizes(dataset).Aggregate(UInt128.One, (product, size) => checked(product * size));

    /// <summary>Sizes of a chunk along each dimension, and at last that of one value in bytes.</summary>
    private static IEnumerable<ulong> ChunkSizes(NativeDataset dataset)
    {
        var layout = Member(dataset, "InternalDataLayout")!;
        var holder = layout.GetType().GetProperty("DimensionSizes", Hidden) is null ? Member(layout, "Properties")! : layout;
        return ((Array)Member(holder, "DimensionSizes")!).Cast<object>()
            .Select(size => Convert.ToUInt64(size, System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>A property of an object of the library, public or not.</summary>
    /// <exception cref="InvalidDataException">It has none of this name.</exception>
    internal static object? Member(object of, string name) =>
        (of.GetType().GetProperty(name, Hidden) ?? throw new InvalidDataException($"The layout of {of.GetType().Name} cannot be checked: it has no {name}."))
        .GetValue(of);
}
