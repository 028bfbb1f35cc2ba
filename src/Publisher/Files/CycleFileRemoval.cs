namespace Slams.Publisher.Files;

/// <summary>
/// Removes the files of cycles that are not kept, their checksums, and the folders that become empty, where the layout puts them and nowhere else.
/// Looks at the folders anew each time, so what could not be removed is tried again after the next cycle, and holds nothing up meanwhile.
/// </summary>
/// <param name="place">Absolute path of the folder, for messages.</param>
/// <param name="kinds">The kinds of files.</param>
/// <param name="reports">Told of what is removed, and of what cannot be.</param>
internal sealed class CycleFileRemoval(string place, IReadOnlyList<CycleFiles> kinds, RetentionReports reports)
{
    /// <summary>Removes the files of the cycles of which this is true by their keys.</summary>
    public void Apply(Func<string, bool> isRemoved)
    {
        try
        {
            foreach (var cycle in kinds.SelectMany(kind => kind.All().Where(file => isRemoved(file.Key)).Select(file => (kind.Root, file)))
                .ToLookup(found => found.file.Key, StringComparer.Ordinal).OrderBy(cycle => cycle.Key, StringComparer.Ordinal))
            {
                Remove(cycle.Key, [.. cycle]);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            reports.Failed(place, problem);
        }
    }

    private void Remove(string key, IReadOnlyList<(string Root, CycleFile File)> files)
    {
        var removed = 0;
        foreach (var (root, file) in files)
        {
            try
            {
                PublishedFile.Delete(file.Path);
                removed++;
                DeleteEmptyFolders(root, Path.GetDirectoryName(file.Path)!);
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                reports.Failed(file.Path, problem);
            }
        }

        if (removed > 0)
        {
            reports.Removed(key, removed);
        }
    }

    /// <summary>From a folder up to the root, which stays, as long as nothing is in them.</summary>
    private static void DeleteEmptyFolders(string root, string folder)
    {
        for (; folder.Length > root.Length && !Directory.EnumerateFileSystemEntries(folder).Any(); folder = Path.GetDirectoryName(folder)!)
        {
            try
            {
                Directory.Delete(folder);
            }
            catch (IOException)
            {
                // An export has put a file there since.
                return;
            }
        }
    }
}
