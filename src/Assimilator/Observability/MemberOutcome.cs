namespace Slams.Assimilator.Observability;

/// <summary>What became of a job of members that an instance has read.</summary>
internal enum MemberOutcome
{
    /// <summary>Its samples are in the log.</summary>
    Sampled,

    /// <summary>It is left to the instance that has sent it, which was told so.</summary>
    Declined,

    /// <summary>Nobody waits for it any more.</summary>
    Obsolete,

    /// <summary>It went to the dead letters.</summary>
    Unreadable,
}
