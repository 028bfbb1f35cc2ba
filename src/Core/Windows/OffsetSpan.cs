namespace Slams.Core.Windows;

/// <summary>Offsets of one partition, half-open.</summary>
/// <param name="Partition">The partition.</param>
/// <param name="Start">First offset.</param>
/// <param name="End">Offset after the last.</param>
public readonly record struct OffsetSpan(SourcePartition Partition, long Start, long End);
