namespace Slams.Streaming.Messages;

/// <summary>What a record holds, from its <see cref="RecordHeaders.Kind"/> header.</summary>
public enum RecordKind
{
    /// <summary>No header or one that this version does not know.</summary>
    Unknown = 0,

    /// <summary>A station reading.</summary>
    Reading,

    /// <summary>A satellite frame.</summary>
    Frame,

    /// <summary>An analysis.</summary>
    Analysis,

    /// <summary>What passes from cycle to cycle.</summary>
    CycleState,

    /// <summary>A record that was in no window.</summary>
    Late,

    /// <summary>Something that could not be read.</summary>
    DeadLetter,

    /// <summary>How far a source has come.</summary>
    Progress,

    /// <summary>Observations of a cycle with their departures.</summary>
    Feedback,

    /// <summary>A profile of temperature.</summary>
    Profile,

    /// <summary>A batch of members to be sampled.</summary>
    MemberJob,

    /// <summary>What became of such a batch.</summary>
    MemberSamples,
}
