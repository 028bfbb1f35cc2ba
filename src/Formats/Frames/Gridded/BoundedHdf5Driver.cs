using System.Reflection;
using System.Reflection.Emit;
using PureHDF;
using PureHDF.VOL.Native;

namespace Slams.Formats.Frames.Gridded;

/// <summary>
/// Opens HDF5 files with a reader of their bytes that looks whether the file has as many as it says. The library's own allocates first, so that five kilobytes
/// could claim two gigabytes; it is internal, and so is what opens a file with another, so one that is derived from it is made at run time.
/// </summary>
internal static class BoundedHdf5Driver
{
    private const string BaseName = "PureHDF.VFD.H5StreamDriver", Method = "ReadBytes";
    private static readonly Lazy<Func<Stream, NativeFile>> Opening = new(MakeOpening);

    /// <summary>Opens a seekable stream, which is disposed of with the file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or the library is not the one that is known.</exception>
    public static NativeFile Open(Stream stream) => Opening.Value(stream);

    /// <summary>Refuses a number of bytes that the file does not have; called by what is made here.</summary>
    /// <exception cref="InvalidDataException">The file ends before.</exception>
    public static void Require(long position, long length, int count)
    {
        if (count < 0 || count > length - position)
        {
            throw new InvalidDataException(FormattableString.Invariant($"The file says that {(uint)count} bytes follow at {position}, and has {length}."));
        }
    }

    private static Func<Stream, NativeFile> MakeOpening()
    {
        var library = typeof(H5File).Assembly;
        var type = Derived(library.GetType(BaseName) ?? throw Unknown(BaseName));
        const BindingFlags hidden = BindingFlags.Static | BindingFlags.NonPublic;
        var open = typeof(NativeFile).GetMethods(hidden).SingleOrDefault(method => method.Name == "InternalOpen" && method.GetParameters() is [{ } driver, ..] && driver.ParameterType.IsAssignableFrom(type))
            ?? throw Unknown("NativeFile.InternalOpen");
        return stream =>
        {
            const BindingFlags plainly = BindingFlags.DoNotWrapExceptions;
            var driver = Activator.CreateInstance(type, plainly | BindingFlags.Public | BindingFlags.Instance, null, [stream, false], null);
            return (NativeFile)open.Invoke(null, plainly, null, [driver, "", false, null], null)!;
        };
    }

    private static Type Derived(Type parent)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Slams.Formats.Hdf5"), AssemblyBuilderAccess.Run);
        var module = assembly.DefineDynamicModule("Slams.Formats.Hdf5");
        var sees = SeesInternalsOf(module);
        foreach (var seen in new[] { parent.Assembly, typeof(BoundedHdf5Driver).Assembly })
        {
            assembly.SetCustomAttribute(new CustomAttributeBuilder(sees, [seen.GetName().Name]));
        }

        var type = module.DefineType(nameof(BoundedHdf5Driver), TypeAttributes.Public | TypeAttributes.Sealed, parent);
        Type[] parameters = [typeof(Stream), typeof(bool)];
        var construct = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, parameters).GetILGenerator();
        construct.Emit(OpCodes.Ldarg_0);
        construct.Emit(OpCodes.Ldarg_1);
        construct.Emit(OpCodes.Ldarg_2);
        construct.Emit(OpCodes.Call, parent.GetConstructor(parameters) ?? throw Unknown(BaseName));
        construct.Emit(OpCodes.Ret);

        var read = type.DefineMethod(Method, MethodAttributes.Public | MethodAttributes.Virtual | MethodAttributes.HideBySig, typeof(byte[]), [typeof(int)]).GetILGenerator();
        foreach (var property in new[] { "Position", "Length" })
        {
            read.Emit(OpCodes.Ldarg_0);
            read.Emit(OpCodes.Callvirt, parent.GetProperty(property)?.GetMethod ?? throw Unknown(BaseName));
        }

        read.Emit(OpCodes.Ldarg_1);
        read.Emit(OpCodes.Call, typeof(BoundedHdf5Driver).GetMethod(nameof(Require))!);
        read.Emit(OpCodes.Ldarg_0);
        read.Emit(OpCodes.Ldarg_1);
        read.Emit(OpCodes.Call, parent.GetMethod(Method, [typeof(int)]) ?? throw Unknown(BaseName));
        read.Emit(OpCodes.Ret);
        return type.CreateType();
    }

    /// <summary>The attribute by which an assembly sees the internals of another: the runtime knows it by its name, and has none of its own.</summary>
    private static ConstructorInfo SeesInternalsOf(ModuleBuilder module)
    {
        var type = module.DefineType("System.Runtime.CompilerServices.IgnoresAccessChecksToAttribute", TypeAttributes.Public | TypeAttributes.Sealed, typeof(Attribute));
        var construct = type.DefineConstructor(MethodAttributes.Public, CallingConventions.HasThis, [typeof(string)]).GetILGenerator();
        construct.Emit(OpCodes.Ldarg_0);
        construct.Emit(OpCodes.Call, typeof(Attribute).GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, [])!);
        construct.Emit(OpCodes.Ret);
        return type.CreateType().GetConstructor([typeof(string)])!;
    }

    private static InvalidDataException Unknown(string name) => new($"The HDF5 library is not the one that is known: it has no {name}.");
}
