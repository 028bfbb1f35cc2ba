namespace Slams.Core.Windows;

/// <summary>A partition of an input topic.</summary>
/// <param name="Topic">Topic.</param>
/// <param name="Partition">Number of the partition, from 0.</param>
public readonly record struct SourcePartition(string Topic, int Partition) : IComparable<SourcePartition>
{
    /// <inheritdoc/>
    public int CompareTo(SourcePartition other)
    {
        var byTopic = string.CompareOrdinal(Topic, other.Topic);
        return byTopic != 0 ? byTopic : Partition.CompareTo(other.Partition);
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{Topic}/{Partition}");

    /// <summary>Sorts before.</summary>
    public static bool operator <(SourcePartition left, SourcePartition right) => left.CompareTo(right) < 0;

    /// <summary>Sorts after.</summary>
    public static bool operator >(SourcePartition left, SourcePartition right) => left.CompareTo(right) > 0;

    /// <summary>Sorts before or is the same.</summary>
    public static bool operator <=(SourcePartition left, SourcePartition right) => left.CompareTo(right) <= 0;

    /// <summary>Sorts after or is the same.</summary>
    public static bool operator >=(SourcePartition left, SourcePartition right) => left.CompareTo(right) >= 0;
}
