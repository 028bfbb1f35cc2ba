namespace Slams.Hosting.Observability;

/// <summary>What came of asking a server for a file or a listing.</summary>
public enum PollOutcome
{
    /// <summary>A file, or a version of one, that had not been fetched; the listing of some.</summary>
    New,

    /// <summary>The same as before.</summary>
    Unchanged,

    /// <summary>There is nothing, or nothing yet.</summary>
    Absent,

    /// <summary>The server asks to come later.</summary>
    Deferred,

    /// <summary>The server does not give it, or it is too large.</summary>
    Refused,

    /// <summary>The server could not be reached, or broke off, or took too long.</summary>
    Failed,
}
