namespace Slams.Hosting.Ingest;

/// <summary>
/// Hears from the operating system (inotify on Linux) of files that are put into place: written under a hidden name and then renamed within their folder, they are whole when they appear, and
/// need not wait for a scan. What the system does not tell of (network drives, files that are written in place, a limit on watches) the scans find.
/// </summary>
/// <param name="paths">Files and folders; folders are watched.</param>
/// <param name="arrived">Called, on a thread of the system, with the full name of each file.</param>
internal sealed class FolderWatch(IReadOnlyList<string> paths, Action<string> arrived) : IDisposable
{
    private readonly Dictionary<string, FileSystemWatcher> _watchers = new(StringComparer.Ordinal);

    /// <summary>Watches the folders that are there and not watched yet: one may have been away, or been put in the place of another.</summary>
    public void Follow()
    {
        foreach (var folder in paths.Select(Path.GetFullPath).Where(folder => !_watchers.ContainsKey(folder) && Directory.Exists(folder)))
        {
            if (Watch(folder) is { } watcher)
            {
                _watchers.Add(folder, watcher);
            }
        }
    }

    /// <summary>The folder is not what it was: it is watched anew when it is there again.</summary>
    public void Forget(string path)
    {
        if (_watchers.Remove(Path.GetFullPath(path), out var watcher))
        {
            watcher.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var watcher in _watchers.Values)
        {
            watcher.Dispose();
        }
    }

    private FileSystemWatcher? Watch(string folder)
    {
        var watcher = new FileSystemWatcher { NotifyFilter = NotifyFilters.FileName };
        watcher.Renamed += (_, renamed) =>
        {
            if (IsHidden(renamed.OldName) && !IsHidden(renamed.Name) && File.Exists(renamed.FullPath))
            {
                arrived(renamed.FullPath);
            }
        };
        try
        {
            watcher.Path = folder;
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception exception) when (exception is IOException or ArgumentException or UnauthorizedAccessException)
        {
            // The limit on watches, or it has gone meanwhile: the next scan tries again, and finds its files.
            watcher.Dispose();
            return null;
        }
    }

    private static bool IsHidden(string? name) => name is null || name.StartsWith('.');
}
