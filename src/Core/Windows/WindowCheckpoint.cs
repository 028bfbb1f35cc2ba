namespace Slams.Core.Windows;

/// <summary>What to commit, atomically, with a published cycle or between two.</summary>
/// <typeparam name="T">Type of the items.</typeparam>
/// <param name="LowWater">Offsets to commit: the lowest that a restart still needs, per partition.</param>
/// <param name="SetAside">Late and rejected items to write out in the same commit, oldest offset first within a partition.</param>
/// <param name="Resume">To store in the same commit.</param>
public sealed record WindowCheckpoint<T>(
    IReadOnlyList<PartitionOffset> LowWater, IReadOnlyList<SetAside<T>> SetAside, WindowResume Resume);
