namespace Slams.Formats.NatureRun;

/// <summary>Names in the files that the trainer reads.</summary>
internal static class NatureRunNames
{
    public const string Time = "time", Level = "plev", Latitude = "lat", Longitude = "lon";
    public const string Temperature = "t", NearSurfaceTemperature = "t2m", OutgoingLongwave = "olr", Precipitation = "pr";
    public const string Orography = "orog", LandFraction = "lsm";
}
