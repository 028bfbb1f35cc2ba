namespace Slams.Fuzz;

/// <summary>A reader of input, as its caller uses it.</summary>
/// <param name="name">Name of the target, and of the folder of its seeds.</param>
/// <param name="read">Gives the reader an input, all of it, and holds what it made against what is always true of it.</param>
/// <param name="refuses">Whether an exception is one by which the reader refuses input: its caller takes it. Every other is a finding.</param>
public sealed class FuzzTarget(string name, Action<byte[]> read, Predicate<Exception> refuses)
{
    /// <summary>Name of the target, and of the folder of its seeds.</summary>
    public string Name => name;

    /// <summary>Reads an input; returns whether the reader has not refused it.</summary>
    /// <exception cref="Exception">The reader has let something through that its caller does not take.</exception>
    public bool Read(byte[] input)
    {
        try
        {
            read(input);
            return true;
        }
        catch (Exception exception) when (refuses(exception))
        {
            return false;
        }
    }
}
