using System.Numerics;

namespace Slams.Formats.Frames.Swaths;

/// <summary>
/// The area of a pixel of a swath on the ground, from the places of its neighbours: the parallelogram of its steps along and across. Steps are
/// vectors in space, which know neither a date line nor poles.
/// </summary>
internal static class PixelArea
{
    // 11 degrees: what is further away is no neighbour.
    private const float Furthest = 0.2f;

    // Where one neighbour is so many times as far as the other, lines are missing between, or scans of many lines overlap.
    private const float Gap = 3;

    /// <summary>The area in cos φ dφ dλ (rad²); NaN where it cannot be told, for want of a neighbour along or across.</summary>
    public static float Of(Vector3 here, Vector3 lineBefore, Vector3 lineAfter, Vector3 pixelBefore, Vector3 pixelAfter) =>
        Math.Abs(Vector3.Dot(Vector3.Cross(Step(lineBefore, here, lineAfter), Step(pixelBefore, here, pixelAfter)), here));

    /// <summary>Half of the way from the one neighbour to the other; where there is but one, or a gap before the other, the way to the nearer.</summary>
    private static Vector3 Step(Vector3 before, Vector3 here, Vector3 after)
    {
        var (back, on) = (here - before, after - here);
        var (behind, ahead) = (back.LengthSquared(), on.LengthSquared());
        var (hasBehind, hasAhead) = (IsNeighbour(behind), IsNeighbour(ahead));
        return (hasBehind, hasAhead) switch
        {
            (false, false) => new Vector3(float.NaN),
            (true, false) => back,
            (false, true) => on,
            _ => behind > ahead * Gap * Gap ? on : ahead > behind * Gap * Gap ? back : (back + on) / 2,
        };
    }

    // NaN is none.
    private static bool IsNeighbour(float squared) => squared is > 0 and <= Furthest * Furthest;
}
