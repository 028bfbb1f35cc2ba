using System.Globalization;
using System.Text.RegularExpressions;
using Slams.Streaming.Log;

namespace Slams.Hosting.Ingest;

/// <summary>
/// One of the shares into which the files of a source are divided, so that several instances can read it. In the log each is a source of its
/// own; the name tells how the files are divided, for that may be changed.
/// </summary>
/// <param name="Source">The source: <c>stations</c> or <c>satellite</c>.</param>
/// <param name="Index">Which share, from 0.</param>
/// <param name="Count">Number of shares; with one there is nothing to divide.</param>
/// <param name="Key">What decides to which share a file belongs.</param>
public sealed partial record SourceShare(string Source, int Index, int Count, ShareKey Key)
{
    private const string Folder = ".folder";

    /// <summary>Name in the log: that of the source, <c>SOURCE.INDEXofCOUNT</c> or <c>SOURCE.INDEXofCOUNT.folder</c>.</summary>
    public string Name { get; } = Count == 1 ? Source : string.Create(
        CultureInfo.InvariantCulture, $"{Source}.{Index}of{Count}{(Key == ShareKey.Folder ? Folder : "")}");

    /// <summary>The source as a whole.</summary>
    public static SourceShare Whole(string source) => new(source, 0, 1, ShareKey.Name);

    /// <summary>All shares of a source by its settings.</summary>
    public static IReadOnlyList<SourceShare> All(string source, IngestOptions options) => options.Shares == 1
        ? [Whole(source)]
        : [.. Enumerable.Range(0, options.Shares).Select(index => new SourceShare(source, index, options.Shares, options.ShareBy))];

    /// <summary>The share of a source that has this name in the log; null where it is none.</summary>
    public static SourceShare? Find(string source, string name)
    {
        if (string.Equals(name, source, StringComparison.Ordinal))
        {
            return Whole(source);
        }

        var found = name.StartsWith(source + ".", StringComparison.Ordinal) ? Pattern().Match(name, source.Length) : Match.Empty;
        return found.Success && int.TryParse(found.Groups[1].Value, CultureInfo.InvariantCulture, out var index)
            && int.TryParse(found.Groups[2].Value, CultureInfo.InvariantCulture, out var count) && index < count && count > 1
            ? new SourceShare(source, index, count, found.Groups[3].Success ? ShareKey.Folder : ShareKey.Name)
            : null;
    }

    /// <summary>Whether both divide the files in the same way.</summary>
    public bool IsSiblingOf(SourceShare other) => Source == other.Source && Count == other.Count && Key == other.Key;

    /// <summary>Whether a file belongs to this share: each belongs to one, by a hash that is the same everywhere.</summary>
    /// <param name="path">Its full path.</param>
    public bool Holds(string path) =>
        Count == 1 || KeyPartitioner.Partition((Key == ShareKey.Folder ? Path.GetDirectoryName(path) : Path.GetFileName(path)) ?? "", Count) == Index;

    [GeneratedRegex(@"\G\.(\d{1,4})of(\d{1,4})(\.folder)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
