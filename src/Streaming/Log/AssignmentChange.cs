namespace Slams.Streaming.Log;

/// <summary>Partitions gained and lost by a member of a group.</summary>
public sealed record AssignmentChange(
    IReadOnlyList<(string Topic, int Partition)> Gained, IReadOnlyList<(string Topic, int Partition)> Lost);
