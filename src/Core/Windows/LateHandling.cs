namespace Slams.Core.Windows;

/// <summary>What to do with an item that misses the first analysis of its cycle.</summary>
public enum LateHandling
{
    /// <summary>Set it aside.</summary>
    SetAside,

    /// <summary>Hold it for the revision of its cycle, while there is one to come.</summary>
    Revise,

    /// <summary>
    /// The same, and its source has found it late already: it is held even when the window happens to be open still, so that
    /// the first analysis does not depend on how partitions are interleaved.
    /// </summary>
    Straggler,
}
