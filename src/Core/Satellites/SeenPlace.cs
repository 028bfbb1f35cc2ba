namespace Slams.Core.Satellites;

/// <summary>A place on the earth as an imager sees it.</summary>
/// <param name="LatitudeDegrees">Geodetic latitude, degrees north.</param>
/// <param name="LongitudeDegrees">Longitude, degrees east, -180 to 180.</param>
/// <param name="CosineOfZenith">Cosine of the satellite's zenith angle there, 0 at the edge of the disk to 1 below the satellite.</param>
/// <param name="AcrossSight">
/// Area perpendicular to the line of sight for each rad² of scan angles, as a share of the sphere's unit area cos φ dφ dλ (rad²): over
/// <paramref name="CosineOfZenith"/> it is the area on the ground.
/// </param>
public readonly record struct SeenPlace(double LatitudeDegrees, double LongitudeDegrees, double CosineOfZenith, double AcrossSight)
{
    /// <summary>Area on the ground for each rad² of scan angles, in cos φ dφ dλ (rad²); infinite at the edge of the disk.</summary>
    public double Area => AcrossSight / CosineOfZenith;
}
