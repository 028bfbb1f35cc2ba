using System.Diagnostics;

namespace Slams.Assimilator;

/// <summary>Spans of this room, for any listener of <c>Slams.*</c>; without one they cost nothing.</summary>
internal static class Tracing
{
    public static ActivitySource Source { get; } = new("Slams.Assimilator");
}
