namespace Slams.Formats.Stations.Text;

/// <summary>The groups of a report: runs of printable bytes between blanks, line ends and control characters.</summary>
internal ref struct Groups(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _next;

    /// <summary>The group; empty before the first and after the last.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Where it begins.</summary>
    public int Start { get; private set; }

    /// <summary>Whether it is the first of its line.</summary>
    public bool BeginsLine { get; private set; }

    /// <summary>Goes on to the next group.</summary>
    public bool MoveNext()
    {
        BeginsLine = _next == 0;
        while (_next < _text.Length && IsGap(_text[_next]))
        {
            BeginsLine |= _text[_next++] == '\n';
        }

        Start = _next;
        while (_next < _text.Length && !IsGap(_text[_next]))
        {
            _next++;
        }

        Current = _text[Start.._next];
        return _next > Start;
    }

    /// <summary>The group after the current one, which stays; empty at the end.</summary>
    public readonly ReadOnlySpan<byte> Peek()
    {
        var ahead = this;
        ahead.MoveNext();
        return ahead.Current;
    }

    /// <summary>Whether nothing but gaps is in the text.</summary>
    public static bool IsBlank(ReadOnlySpan<byte> text)
    {
        foreach (var c in text)
        {
            if (!IsGap(c))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsGap(byte c) => c is <= (byte)' ' or 0x7F;
}
