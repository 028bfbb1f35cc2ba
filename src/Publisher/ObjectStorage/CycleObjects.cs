using Slams.Core.Cycles;
using Slams.Publisher.Files;

namespace Slams.Publisher.ObjectStorage;

/// <summary>The objects of cycles below the prefix of a bucket: their keys, and which of the keys found there are theirs.</summary>
/// <param name="prefix">What all keys begin with; empty for none.</param>
/// <param name="layout">Folders below it.</param>
internal sealed class CycleObjects(string prefix, FileLayout layout)
{
    private static readonly (string Before, string After)[] Names = [("analysis_", ".nc"), ("feedback_", ".csv"), ("feedback_", ".parquet")];

    /// <summary>Whether runs have objects of their own; else those of a later run take the places of an earlier one's.</summary>
    public bool TellsRuns => layout.TellsRuns;

    /// <summary>What the keys of all of them begin with.</summary>
    public string Start => prefix.Length == 0 ? "" : $"{prefix}/";

    /// <summary>Path of an object below the prefix.</summary>
    public string PathOf(Cycle cycle, string runId, string name) => Below(layout.FolderOf(cycle, runId), name);

    /// <summary>Key of the object at a path below the prefix.</summary>
    public string KeyOf(string path) => Below(prefix, path);

    /// <summary>Key of the cycle of a run that an object belongs to by its own key; null when it is none of these, by name or place.</summary>
    public string? CycleOf(string key, string runId)
    {
        if (!key.StartsWith(Start, StringComparison.Ordinal))
        {
            return null;
        }

        var path = key[Start.Length..];
        var name = path[(path.LastIndexOf('/') + 1)..];
        return (from kind in Names
                where name.StartsWith(kind.Before, StringComparison.Ordinal) && name.EndsWith(kind.After, StringComparison.Ordinal)
                    && name.Length > kind.Before.Length + kind.After.Length
                let cycle = name[kind.Before.Length..^kind.After.Length]
                where CycleKeys.TimeOf(cycle) is { } time && layout.IsPathOf(path[..Math.Max(0, path.Length - name.Length - 1)], time, runId)
                select cycle).FirstOrDefault();
    }

    private static string Below(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}
