namespace Slams.Streaming.Log;

/// <summary>Positions cannot be committed because another member of the group holds the partition now; rebuild from the committed offsets.</summary>
public sealed class LostPartitionException : Exception
{
    /// <summary>Makes the exception for a group.</summary>
    public LostPartitionException(string group, string detail, Exception? inner = null)
        : base($"The group '{group}' has given a partition to another member: {detail}", inner)
    {
    }
}
