namespace Slams.Formats.Stations.Csv;

/// <summary>Fields of one CSV line as slices; blanks round a field are dropped, quotes are resolved.</summary>
internal ref struct CsvFields(ReadOnlySpan<byte> line)
{
    private ReadOnlySpan<byte> _rest = line;
    private bool _done;

    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Whether the line ended within quotes.</summary>
    public bool Broken { get; private set; }

    public bool MoveNext()
    {
        if (_done)
        {
            return false;
        }

        if (_rest is [(byte)'"', ..])
        {
            return TakeQuoted();
        }

        var comma = _rest.IndexOf((byte)',');
        _done = comma < 0;
        Current = Trim(_done ? _rest : _rest[..comma]);
        _rest = _done ? default : _rest[(comma + 1)..];
        return true;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> field) =>
        field is [] or [not (byte)' ', .., not (byte)' '] ? field : field.Trim((byte)' ');

    private bool TakeQuoted()
    {
        var quote = _rest[1..].IndexOf((byte)'"') + 1;
        if (quote > 0 && _rest[(quote + 1)..] is not [(byte)'"', ..])
        {
            return EndQuoted(_rest[1..quote], _rest[(quote + 1)..]);
        }

        var field = new List<byte>();
        for (var i = 1; i < _rest.Length; i++)
        {
            if (_rest[i] != '"')
            {
                field.Add(_rest[i]);
            }
            else if (i + 1 < _rest.Length && _rest[i + 1] == '"')
            {
                field.Add(_rest[i++]);
            }
            else
            {
                return EndQuoted(field.ToArray(), _rest[(i + 1)..]);
            }
        }

        (_done, Broken) = (true, true);
        return false;
    }

    private bool EndQuoted(ReadOnlySpan<byte> field, ReadOnlySpan<byte> rest)
    {
        if (rest is not ([] or [(byte)',', ..]))
        {
            (_done, Broken) = (true, true);
            return false;
        }

        Current = field;
        _done = rest.IsEmpty;
        _rest = _done ? default : rest[1..];
        return true;
    }
}
