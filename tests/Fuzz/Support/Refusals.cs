using Slams.Streaming.Log;
using Slams.Streaming.Messages;

namespace Slams.Fuzz.Support;

/// <summary>By what readers refuse input.</summary>
internal static class Refusals
{
    /// <summary>By nothing: what cannot be read is told of in what is returned.</summary>
    public static bool None(Exception exception) => false;

    /// <summary>As files that are damaged or cut short.</summary>
    public static bool Damaged(Exception exception) => exception is InvalidDataException or IOException;

    /// <summary>As records that become dead letters.</summary>
    public static bool Unreadable(Exception exception) => exception is UnreadableMessageException;

    /// <summary>As a log that is damaged.</summary>
    public static bool BrokenLog(Exception exception) => exception is EventLogException;
}
