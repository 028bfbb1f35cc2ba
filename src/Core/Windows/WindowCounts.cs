namespace Slams.Core.Windows;

/// <summary>How many items had which outcome since the start; their sum is the number of items added.</summary>
/// <param name="Windowed">In exactly one window each.</param>
/// <param name="Duplicate">Copies of windowed items.</param>
/// <param name="Late">Came after their cycle was closed.</param>
/// <param name="Rejected">Without a usable time.</param>
/// <param name="AlreadyHandled">Read again after a restart.</param>
/// <param name="Revised">In the revision of their cycle, and not in its first analysis.</param>
/// <param name="Held">Waiting for the revision of their cycle, now.</param>
public readonly record struct WindowCounts(
    long Windowed, long Duplicate, long Late, long Rejected, long AlreadyHandled, long Revised = 0, long Held = 0)
{
    /// <summary>All items added.</summary>
    public long Added => Windowed + Duplicate + Late + Rejected + AlreadyHandled + Revised + Held;
}
