using System.Runtime.InteropServices;

namespace Slams.Benchmarks.FormatRates;

/// <summary>
/// Unidata's netCDF library within this process, where it is installed: opens a file and reads every variable as it is stored, into one
/// buffer. No value is unpacked, converted or put on a map.
/// </summary>
internal sealed class NetCdfLibrary
{
    // Bytes of NC_BYTE (1) to NC_UINT64 (11). Strings of variable length and types of the file's own are left out.
    private static readonly int[] SizeOfType = [0, 1, 1, 2, 4, 4, 8, 1, 2, 4, 8, 8];

    private readonly OpenFile _open;
    private readonly CloseFile _close;
    private readonly CountVariables _count;
    private readonly DescribeVariable _type, _rank;
    private readonly ListDimensions _dimensions;
    private readonly MeasureDimension _length;
    private readonly GetVariable _get;
    private readonly SetErrorHandler? _setErrorHandler;
    private byte[] _buffer = [];

    private NetCdfLibrary(nint library)
    {
        _open = Function<OpenFile>(library, "nc_open");
        _close = Function<CloseFile>(library, "nc_close");
        _count = Function<CountVariables>(library, "nc_inq_nvars");
        _type = Function<DescribeVariable>(library, "nc_inq_vartype");
        _rank = Function<DescribeVariable>(library, "nc_inq_varndims");
        _dimensions = Function<ListDimensions>(library, "nc_inq_vardimid");
        _length = Function<MeasureDimension>(library, "nc_inq_dimlen");
        _get = Function<GetVariable>(library, "nc_get_var");
        // Of the HDF5 library below it, which otherwise writes about every attribute that it does not find.
        _setErrorHandler = NativeLibrary.TryGetExport(library, "H5Eset_auto2", out _) ? Function<SetErrorHandler>(library, "H5Eset_auto2") : null;
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int OpenFile([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int mode, out int file);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int CloseFile(int file);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int CountVariables(int file, out int count);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int DescribeVariable(int file, int variable, out int value);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int ListDimensions(int file, int variable, [Out] int[] dimensions);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int MeasureDimension(int file, int dimension, out nuint length);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int GetVariable(int file, int variable, [Out] byte[] values);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SetErrorHandler(long stack, nint handler, nint data);

    /// <summary>The library; null where it is not installed.</summary>
    public static NetCdfLibrary? TryLoad() => NativeLibrary.TryLoad("libnetcdf.so.19", out var library) ? new NetCdfLibrary(library) : null;

    /// <summary>Reads all variables of a file.</summary>
    public OtherDecoder Reading(string path) => new("netCDF library", () => Read(path));

    private void Read(string path)
    {
        // Each thread has a handler of its own.
        _setErrorHandler?.Invoke(0, 0, 0);
        Check(_open(path, 0, out var file));
        try
        {
            Check(_count(file, out var count));
            for (var variable = 0; variable < count; variable++)
            {
                ReadVariable(file, variable);
            }
        }
        finally
        {
            _close(file);
        }
    }

    private void ReadVariable(int file, int variable)
    {
        Check(_type(file, variable, out var type));
        if (type >= SizeOfType.Length)
        {
            return;
        }

        Check(_rank(file, variable, out var rank));
        var dimensions = new int[rank];
        Check(_dimensions(file, variable, dimensions));
        var bytes = (long)SizeOfType[type];
        foreach (var dimension in dimensions)
        {
            Check(_length(file, dimension, out var length));
            bytes *= (long)length;
        }

        if (bytes > _buffer.Length)
        {
            _buffer = new byte[bytes];
        }

        Check(_get(file, variable, _buffer));
    }

    private static void Check(int status)
    {
        if (status != 0)
        {
            throw new InvalidDataException($"The netCDF library fails with {status}.");
        }
    }

    private static T Function<T>(nint library, string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name));
}
