namespace Slams.Assimilator.Observability;

/// <summary>Values of the label <c>modality</c>.</summary>
internal static class Modality
{
    public const string Temperature = "temperature", Precipitation = "precipitation", Longwave = "longwave", Profiles = "profiles";

    public static readonly string[] All = [Temperature, Precipitation, Longwave, Profiles];
}
