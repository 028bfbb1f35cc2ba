using Slams.Core.Cycles;

namespace Slams.Publisher.Files;

/// <summary>The files of one kind below a root: one a cycle, or one a cycle and run where the layout tells runs apart.</summary>
/// <param name="root">Absolute path of the root.</param>
/// <param name="layout">Folders below it.</param>
/// <param name="prefix">What the names begin with.</param>
/// <param name="suffix">What they end with.</param>
internal sealed class CycleFiles(string root, FileLayout layout, string prefix, string suffix)
{
    /// <summary>Absolute path of the root.</summary>
    public string Root => root;

    /// <summary>Name of the file of a cycle.</summary>
    public string NameOf(string cycleKey) => $"{prefix}{cycleKey}{suffix}";

    /// <summary>Absolute path of the file of a cycle and run, whether it is there or not.</summary>
    public string PathOf(Cycle cycle, string runId) => Path.Combine(root, layout.FolderOf(cycle, runId), NameOf(cycle.Key));

    /// <summary>The files that lie where the layout puts them, in no order; others are none of ours.</summary>
    public IEnumerable<CycleFile> All() =>
        from folder in layout.Folders(root)
        from path in Directory.EnumerateFiles(folder, $"{prefix}*{suffix}")
        let key = Path.GetFileName(path)[prefix.Length..^suffix.Length]
        let time = CycleKeys.TimeOf(key)
        where time is not null && layout.IsFolderOf(folder, time.Value)
        select new CycleFile(key, path);
}
