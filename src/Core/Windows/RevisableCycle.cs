namespace Slams.Core.Windows;

/// <summary>A published cycle whose revision is still to come.</summary>
/// <param name="Index">Index of the cycle.</param>
/// <param name="Cut">Per partition the offset before which its items went into the published analysis.</param>
public sealed record RevisableCycle(long Index, IReadOnlyList<PartitionOffset> Cut);
