using System.Numerics;

namespace Slams.Formats.Frames.Swaths;

/// <summary>Where the centre of a pixel is.</summary>
/// <param name="Direction">From the centre of the earth, of length one; NaN where the file tells no place on earth.</param>
/// <param name="LatitudeDegrees">Latitude, degrees north.</param>
/// <param name="LongitudeDegrees">Longitude, degrees east, in any convention.</param>
internal readonly record struct SwathPlace(Vector3 Direction, float LatitudeDegrees, float LongitudeDegrees)
{
    private const float FurthestLongitude = 720;

    /// <summary>A place that is none.</summary>
    public static SwathPlace None { get; } = new(new Vector3(float.NaN), float.NaN, float.NaN);

    /// <summary>Whether it is one.</summary>
    public bool IsKnown => !float.IsNaN(Direction.X);

    /// <summary>The place of a latitude and a longitude; none where they are out of range or missing.</summary>
    public static SwathPlace Of(float latitude, float longitude)
    {
        if (!(Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= FurthestLongitude))
        {
            return None;
        }

        var (sine, cosine) = Math.SinCos(latitude * (Math.PI / 180));
        var (y, x) = Math.SinCos(longitude * (Math.PI / 180));
        return new SwathPlace(new Vector3((float)(cosine * x), (float)(cosine * y), (float)sine), latitude, longitude);
    }
}
