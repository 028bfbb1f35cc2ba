namespace Slams.Core.Windows;

/// <summary>Where one record stands in the log, and which source wrote it.</summary>
/// <param name="Partition">Partition of the record.</param>
/// <param name="Offset">Offset of the record.</param>
/// <param name="Source">Writer of the record; every source of a partition holds the watermark back on its own.</param>
public readonly record struct SourceOffset(SourcePartition Partition, long Offset, string Source = "");
