namespace Slams.Hosting.Ingest;

/// <summary>How many items of each file every partition has, by the progress in the log. Costs a path and a number for each file.</summary>
internal sealed class ToldFiles
{
    private readonly Dictionary<string, long> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ResumePlace> _floors = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    /// <summary>The files in the order in which the log tells of them, which is that in which they were read.</summary>
    public IReadOnlyList<string> Order => _order;

    /// <summary>Takes what a progress record says. Later ones never take anything back.</summary>
    public void Add(ResumeNote note)
    {
        Name(note);
        foreach (var place in note.Places)
        {
            _items[place.File] = Math.Max(_items[place.File], place.Item);
        }

        if (note.Others is null)
        {
            Raise(note.Place);
        }
    }

    /// <summary>Takes the names only: not every partition may have what the record says.</summary>
    public void Name(ResumeNote note)
    {
        foreach (var place in note.Places)
        {
            if (_items.TryAdd(place.File, 0))
            {
                _order.Add(place.File);
            }
        }
    }

    /// <summary>The same of several.</summary>
    public void Name(IEnumerable<ResumeNote> notes)
    {
        foreach (var note in notes)
        {
            Name(note);
        }
    }

    /// <summary>
    /// The oldest progress is gone. In each folder of which some is left, files that sort before the first one named count as read:
    /// names mostly begin with what is the same and go on with a time. Their observations have gone with it, or will.
    /// </summary>
    /// <param name="named">Files of the source that are named, by any of its shares: they are not equally far.</param>
    public void OldestAreGone(IEnumerable<string> named)
    {
        foreach (var folder in named.GroupBy(Arrival.FolderOf))
        {
            Raise(new ResumePlace(folder.Min(StringComparer.Ordinal)!, 0, false));
        }
    }

    /// <summary>How many items of a file every partition has.</summary>
    public long ItemsOf(string file)
    {
        var told = _items.GetValueOrDefault(file);
        return _floors.Count == 0 || !_floors.TryGetValue(Arrival.FolderOf(file), out var floor) ? told
            : string.CompareOrdinal(file, floor.File) switch
            {
                < 0 => long.MaxValue,
                0 => Math.Max(told, floor.Item),
                _ => told,
            };
    }

    private void Raise(ResumePlace place)
    {
        var folder = Arrival.FolderOf(place.File);
        if (!_floors.TryGetValue(folder, out var floor) || string.CompareOrdinal(place.File, floor.File) >= 0)
        {
            _floors[folder] = place;
        }
    }
}
