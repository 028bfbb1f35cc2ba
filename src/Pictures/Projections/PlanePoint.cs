namespace Slams.Pictures.Projections;

/// <summary>A place on the plane of a map, in units of the projection, from its centre.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Upwards.</param>
public readonly record struct PlanePoint(double X, double Y);
