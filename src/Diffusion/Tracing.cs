using System.Diagnostics;

namespace Slams.Diffusion;

/// <summary>Spans of this room, for any listener of <c>Slams.*</c>; without one they cost nothing.</summary>
internal static class Tracing
{
    public static ActivitySource Source { get; } = new("Slams.Diffusion");
}
