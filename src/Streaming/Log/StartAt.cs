namespace Slams.Streaming.Log;

/// <summary>Where a group without committed offsets starts.</summary>
public enum StartAt
{
    /// <summary>At the oldest record kept.</summary>
    Earliest,

    /// <summary>After the newest record.</summary>
    Latest,
}
