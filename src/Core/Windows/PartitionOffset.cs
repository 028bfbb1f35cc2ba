namespace Slams.Core.Windows;

/// <summary>A position in one partition.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Offset">Next offset.</param>
public readonly record struct PartitionOffset(SourcePartition Partition, long Offset);
