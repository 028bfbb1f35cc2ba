using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Slams.Benchmarks.FormatRates;

/// <summary>
/// ecCodes within this process, where it is installed: each message is unpacked, without the keys that only people want, and let go. No value
/// is fetched, so a program that wants the values takes longer.
/// </summary>
internal sealed class EcCodes
{
    private const int LengthOffset = 4;

    private readonly NewFromMessage _new;
    private readonly SetLong _set;
    private readonly Delete _delete;

    private EcCodes(nint library)
    {
        _new = Function<NewFromMessage>(library, "codes_handle_new_from_message");
        _set = Function<SetLong>(library, "codes_set_long");
        _delete = Function<Delete>(library, "codes_handle_delete");
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate nint NewFromMessage(nint context, nint message, nuint length);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int SetLong(nint handle, [MarshalAs(UnmanagedType.LPUTF8Str)] string key, nint value);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int Delete(nint handle);

    /// <summary>The library; null where it is not installed, in which case the product does not read BUFR either.</summary>
    public static EcCodes? TryLoad() => NativeLibrary.TryLoad("libeccodes.so.0", out var library) ? new EcCodes(library) : null;

    /// <summary>Unpacks messages that stand one after the other.</summary>
    public OtherDecoder Unpacking(byte[] content) => new("ecCodes, unpacking", () => Unpack(content));

    /// <summary>The whole messages within the first bytes of content.</summary>
    public static byte[] Leading(byte[] content, int bytes)
    {
        var end = 0;
        for (var start = Next(content, 0); start >= 0 && (end == 0 || start + Length(content, start) <= bytes); start = Next(content, end))
        {
            end = start + Length(content, start);
        }

        return content[..end];
    }

    private void Unpack(byte[] content)
    {
        var pinned = GCHandle.Alloc(content, GCHandleType.Pinned);
        try
        {
            for (var start = Next(content, 0); start >= 0;)
            {
                var length = Length(content, start);
                Unpack(pinned.AddrOfPinnedObject() + start, length);
                start = Next(content, start + length);
            }
        }
        finally
        {
            pinned.Free();
        }
    }

    private void Unpack(nint message, int length)
    {
        var handle = _new(0, message, (nuint)length);
        if (handle == 0 || _set(handle, "skipExtraKeyAttributes", 1) != 0 || _set(handle, "unpack", 1) != 0)
        {
            throw new InvalidDataException("ecCodes does not unpack the message.");
        }

        _delete(handle);
    }

    private static int Length(byte[] content, int start) => (int)(BinaryPrimitives.ReadUInt32BigEndian(content.AsSpan(start + LengthOffset)) >> 8);

    private static int Next(byte[] content, int from) =>
        content.AsSpan(from).IndexOf("BUFR"u8) is var found and >= 0 ? from + found : -1;

    private static T Function<T>(nint library, string name)
        where T : Delegate => Marshal.GetDelegateForFunctionPointer<T>(NativeLibrary.GetExport(library, name));
}
