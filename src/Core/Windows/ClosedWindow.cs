using Slams.Core.Cycles;

namespace Slams.Core.Windows;

/// <summary>A window that takes no more items.</summary>
/// <typeparam name="T">Type of the items.</typeparam>
public sealed record ClosedWindow<T>
{
    /// <summary>Its cycle.</summary>
    public required Cycle Cycle { get; init; }

    /// <summary>Distinct items in an order that does not depend on arrival; empty for a gap.</summary>
    public required IReadOnlyList<T> Items { get; init; }

    /// <summary>0 for the first closing of a cycle, 1 when it is closed once more with what came late.</summary>
    public int Revision { get; init; }

    /// <summary>Those of the items that were not in the revision before; empty for the first.</summary>
    public IReadOnlyList<T> Added { get; init; } = [];

    /// <summary>Offsets of these items, by partition.</summary>
    public required IReadOnlyList<OffsetSpan> Offsets { get; init; }

    /// <summary>Further copies of these items that were dropped.</summary>
    public long Duplicates { get; init; }

    /// <summary>Empty cycles left out before this one because their run was longer than <see cref="WindowOptions.MaxEmptyRun"/>.</summary>
    public long SkippedBefore { get; init; }
}
