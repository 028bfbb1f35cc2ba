namespace Slams.Testing;

/// <summary>What a <see cref="FaultProxy"/> does to connections.</summary>
public enum Fault
{
    /// <summary>Passes everything on.</summary>
    None,

    /// <summary>Resets every connection, and each new one as soon as it speaks.</summary>
    Cut,

    /// <summary>Accepts connections and swallows what both sides send.</summary>
    BlackHole,

    /// <summary>Requests arrive, answers do not: the client cannot know what has become of them.</summary>
    HalfOpen,

    /// <summary>Passes everything on, each piece a fifth of a second later.</summary>
    Delay,
}
