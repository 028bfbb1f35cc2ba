namespace Slams.Core.Windows;

/// <summary>A window that was closed and may be closed once more, with what has come since.</summary>
/// <param name="content">What it held when it was closed; after a restart filled again from the log.</param>
/// <param name="cut">Per partition the offset before which items were in it when it was closed.</param>
internal sealed class RevisableWindow<T>(OpenWindow<T> content, IReadOnlyDictionary<SourcePartition, long> cut)
    where T : notnull
{
    public OpenWindow<T> Content { get; } = content;

    public HeldItems<T> Held { get; init; } = new();

    /// <summary>The revision has been handed out and waits to be published.</summary>
    public bool Taken { get; set; }

    public bool WasInWindow(SourceOffset at) => at.Offset < cut.GetValueOrDefault(at.Partition);

    public RevisableCycle ToResume() => new(
        Content.Cycle.Index, [.. cut.OrderBy(pair => pair.Key).Select(pair => new PartitionOffset(pair.Key, pair.Value))]);
}
