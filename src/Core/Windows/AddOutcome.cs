namespace Slams.Core.Windows;

/// <summary>What became of an item; every item has exactly one outcome.</summary>
public enum AddOutcome
{
    /// <summary>It is in the window of its cycle.</summary>
    Windowed,

    /// <summary>The window held the same report already.</summary>
    Duplicate,

    /// <summary>Its cycle is closed; it is among the items set aside.</summary>
    Late,

    /// <summary>It came after the first analysis of its cycle, within the revision bound, and waits for the revision.</summary>
    Held,

    /// <summary>It has no usable time; it is among the items set aside.</summary>
    Rejected,

    /// <summary>It was dealt with before the restart.</summary>
    AlreadyHandled,
}
