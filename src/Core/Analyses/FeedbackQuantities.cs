namespace Slams.Core.Analyses;

/// <summary>Names of what is observed in the feedback of analyses: CF standard names where there are some.</summary>
public static class FeedbackQuantities
{
    /// <summary>Air temperature of stations, K.</summary>
    public const string AirTemperature = "air_temperature";

    /// <summary>Air temperature of profiles at a pressure, K.</summary>
    public const string ProfileTemperature = "air_temperature_profile";

    /// <summary>Precipitation of six hours, as the logarithm that is assimilated, log(1 + mm).</summary>
    public const string Precipitation = "precipitation_6h";

    /// <summary>Outgoing longwave flux of frames, W m-2.</summary>
    public const string Longwave = "toa_outgoing_longwave_flux";
}
