using Slams.Hosting.Ingest;

namespace Slams.Ingest.Polling;

/// <summary>
/// Which versions of which files were fetched already: by the log, which tells of what was read wherever that lay, and by the spool, which has what is still
/// to be read. There is no other state. Asked from any thread.
/// </summary>
internal sealed class KnownArrivals
{
    private readonly Lock _gate = new();
    // Those that need not come again, by what the server calls the version and by content, with their paths; without one those that are not wanted.
    private Dictionary<(string Address, string Version), string?> _versions = [], _olderVersions = [];
    private Dictionary<(string Address, string Content), string?> _contents = [], _olderContents = [];
    // Those that were not read to their end and are not here: they must come again under the same name, for the log counts their items by it.
    private readonly Dictionary<(string Address, string Content), (Arrival Arrival, string Name)> _missed = [];

    /// <summary>Looks at what there is.</summary>
    /// <param name="told">Files of which the log tells.</param>
    /// <param name="isRead">Whether one was read to its end.</param>
    /// <param name="spool">What is here.</param>
    public KnownArrivals(IEnumerable<string> told, Func<string, bool> isRead, Spool spool)
    {
        foreach (var (arrival, path) in spool.Files())
        {
            Add(arrival, path);
        }

        foreach (var file in told)
        {
            if (Arrival.Of(file) is not { } arrival || _contents.ContainsKey((arrival.Address, arrival.Content)))
            {
                continue;
            }

            if (isRead(file))
            {
                Add(arrival, file);
            }
            else if (Arrival.FolderOf(file) == spool.Folder)
            {
                _missed[(arrival.Address, arrival.Content)] = (arrival, Path.GetFileName(file));
            }
        }
    }

    /// <summary>Told of what has come.</summary>
    public Action<string>? Arrived { get; init; }

    /// <summary>Notes one that has come.</summary>
    public void Come(Arrival arrival, string path)
    {
        Add(arrival, path);
        Arrived?.Invoke(path);
    }

    /// <summary>Notes one that is here, or was read.</summary>
    public void Add(Arrival arrival, string path)
    {
        lock (_gate)
        {
            _versions[(arrival.Address, arrival.Version)] = path;
            _contents[(arrival.Address, arrival.Content)] = path;
            _missed.Remove((arrival.Address, arrival.Content));
        }
    }

    /// <summary>Notes another version with a content that is known, or one that is not wanted.</summary>
    public void AddVersion(string address, string version, string? path)
    {
        lock (_gate)
        {
            _versions[(address, version)] = path;
        }
    }

    /// <summary>Forgets what was noted before this was called last.</summary>
    public void Age()
    {
        lock (_gate)
        {
            (_versions, _olderVersions) = ([], _versions);
            (_contents, _olderContents) = ([], _contents);
        }
    }

    /// <summary>Whether a version need not be fetched.</summary>
    /// <param name="address">Hash of its address.</param>
    /// <param name="version">Hash of the version.</param>
    /// <param name="path">Where it is, or was when it was read; null where it is not wanted.</param>
    public bool HasVersion(string address, string version, out string? path)
    {
        lock (_gate)
        {
            return _versions.TryGetValue((address, version), out path) || _olderVersions.TryGetValue((address, version), out path);
        }
    }

    /// <summary>Whether a content was fetched; where it is, or was when it was read.</summary>
    public bool HasContent(string address, string content, out string? path)
    {
        lock (_gate)
        {
            return _contents.TryGetValue((address, content), out path) || _olderContents.TryGetValue((address, content), out path);
        }
    }

    /// <summary>The arrival whose place a content must take; null where it is new.</summary>
    public (Arrival Arrival, string Name)? Missed(string address, string content)
    {
        lock (_gate)
        {
            return _missed.TryGetValue((address, content), out var missed) ? missed : null;
        }
    }
}
