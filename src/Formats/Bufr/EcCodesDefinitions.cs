using System.Runtime.InteropServices;

namespace Slams.Formats.Bufr;

/// <summary>
/// Where ecCodes keeps its tables. The library is bound at run time where it is installed, and asked for nothing else: of messages
/// that were damaged at random one in sixty made version 2.28 end the program, so none is handed to it.
/// </summary>
internal static class EcCodesDefinitions
{
    /// <summary>Names of the library on the systems that have it.</summary>
    public static readonly IReadOnlyList<string> Libraries = ["libeccodes.so.0", "libeccodes.so", "libeccodes.dylib", "eccodes.dll"];

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint DefinitionPath(nint context);

    /// <summary>The folder with the BUFR tables.</summary>
    /// <param name="libraries">Names under which the library is looked for.</param>
    /// <exception cref="InvalidDataException">The library is not installed, or its tables are no files.</exception>
    public static string FindTables(IReadOnlyList<string> libraries)
    {
        foreach (var name in libraries)
        {
            if (!NativeLibrary.TryLoad(name, out var library))
            {
                continue;
            }

            try
            {
                return Folder(library, name);
            }
            finally
            {
                NativeLibrary.Free(library);
            }
        }

        throw new InvalidDataException(
            $"BUFR is read with the tables of ecCodes, and its library {libraries[0]} is not installed (package libeccodes0 of Debian and Ubuntu).");
    }

    private static string Folder(nint library, string name)
    {
        if (!NativeLibrary.TryGetExport(library, "codes_definition_path", out var function))
        {
            throw new InvalidDataException($"The library {name} is no ecCodes: it has no codes_definition_path.");
        }

        var path = Marshal.PtrToStringUTF8(Marshal.GetDelegateForFunctionPointer<DefinitionPath>(function)(0)) ?? "";
        return path.Split(Path.PathSeparator).Select(folder => Path.Combine(folder, "bufr", "tables", "0")).FirstOrDefault(Directory.Exists)
            ?? throw new InvalidDataException(
                $"ecCodes ({name}) has no BUFR tables below '{path}'; ECCODES_DEFINITION_PATH can name the folder that has them.");
    }
}
