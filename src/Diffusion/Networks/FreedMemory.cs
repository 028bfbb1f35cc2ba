using System.Runtime.InteropServices;

namespace Slams.Diffusion.Networks;

/// <summary>
/// Gives back what native code has freed and the C library keeps: each thread that loads a network has a heap of its own, which holds what its graph took while it was
/// being optimised.
/// </summary>
internal static class FreedMemory
{
    private delegate int Trim(nuint kept);

    /// <summary>Does so where there is a <c>malloc_trim</c>, which is glibc; elsewhere nothing. Tells whether it could.</summary>
    public static bool GiveBack()
    {
        if (!NativeLibrary.TryLoad("libc.so.6", out var library) || !NativeLibrary.TryGetExport(library, "malloc_trim", out var function))
        {
            return false;
        }

        Marshal.GetDelegateForFunctionPointer<Trim>(function)(0);
        return true;
    }
}
