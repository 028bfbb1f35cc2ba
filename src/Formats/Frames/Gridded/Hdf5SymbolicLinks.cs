using System.Collections;
using PureHDF.VOL.Native;

namespace Slams.Formats.Frames.Gridded;

/// <summary>
/// Refuses links of the root group that name what they lead to, by the header that the library has read, before it follows them: one that leads to itself would
/// be followed until the stack is full, which ends the process. netCDF-4 has none.
/// </summary>
internal static class Hdf5SymbolicLinks
{
    /// <summary>Looks at the links that a group has in its header. Those elsewhere are read anew at each step, where <see cref="Hdf5Stream"/> has an eye on the stack.</summary>
    /// <exception cref="InvalidDataException">One of them is not to an object of the file itself, by its address.</exception>
    public static void Require(NativeGroup group)
    {
        foreach (var message in (IEnumerable)Hdf5Layout.Member(Hdf5Layout.Member(group, "Header")!, "HeaderMessages")!)
        {
            var link = Hdf5Layout.Member(message, "Data")!;
            if (link.GetType().Name == "LinkMessage" && Hdf5Layout.Member(link, "LinkType") is var kind && kind?.ToString() != "Hard")
            {
                throw new InvalidDataException($"The file has a link '{Hdf5Layout.Member(link, "LinkName")}' of kind {kind}, which is not followed.");
            }
        }
    }
}
