namespace Slams.Formats.Soundings.Igra;

/// <summary>Collects the lines of one file into soundings. A sounding of which lines are missing or garbled is given with the others, and a dead letter.</summary>
internal sealed class IgraSoundings(string source)
{
    private readonly List<SoundingLevel> _levels = [];
    private readonly Queue<SoundingItem> _items = new();
    private Sounding? _current;
    private long _header, _lines;
    private int _expected;

    /// <summary>Takes what is ready.</summary>
    public bool TryTake(out SoundingItem item) => _items.TryDequeue(out item);

    /// <summary>Adds a line.</summary>
    public void Add(ReadOnlySpan<byte> line, long number)
    {
        if (line[0] == (byte)'#')
        {
            Finish();
            if (IgraLines.TryHeader(line, out var sounding, out _expected))
            {
                (_current, _header) = (sounding, number);
            }
            else
            {
                _items.Enqueue(SoundingItem.Broken(source, number, "The header of the sounding is garbled.", line));
            }
        }
        else if (_current is null)
        {
            // The levels of a sounding that was told of; before any header they are told of once.
            if (_header == 0)
            {
                _header = number;
                _items.Enqueue(SoundingItem.Broken(source, number, "The line stands before the header of a sounding.", line));
            }
        }
        else
        {
            _lines++;
            if (!IgraLines.TryLevel(line, out var level))
            {
                _items.Enqueue(SoundingItem.Broken(source, number, "The level is garbled.", line));
            }
            else if (level is { } value && _levels.Count < _expected)
            {
                _levels.Add(value);
            }
        }
    }

    /// <summary>Ends the last sounding.</summary>
    public void Finish()
    {
        if (_current is not null)
        {
            _items.Enqueue(SoundingItem.Of(_current with { Levels = [.. _levels], Record = _header }));
            if (_lines != _expected)
            {
                _items.Enqueue(SoundingItem.Broken(source, _header, $"The sounding has {_lines} of {_expected} levels.", []));
            }
        }

        (_current, _lines) = (null, 0);
        _levels.Clear();
    }
}
