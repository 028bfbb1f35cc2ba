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

    private static UInt128 ChunkBytes(NativeDataset dataset)
    {
        // The innermost size is that of one value.
        var layout = Member(dataset, "InternalDataLayout")!;
        var holder = layout.GetType().GetProperty("DimensionSizes", Hidden) is null ? Member(layout, "Properties")! : layout;
        return ((Array)Member(holder, "DimensionSizes")!).Cast<object>()
            .Aggregate(UInt128.One, (product, size) => checked(product * Convert.ToUInt64(size, System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static object? Member(object of, string name) =>
        (of.GetType().GetProperty(name, Hidden) ?? throw new InvalidDataException($"The layout of {of.GetType().Name} cannot be checked: it has no {name}."))
        .GetValue(of);
}
