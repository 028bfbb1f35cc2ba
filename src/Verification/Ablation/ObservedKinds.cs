namespace Slams.Verification.Ablation;

/// <summary>Which fields of the copy are given; all are degraded alike.</summary>
public enum ObservedKinds
{
    /// <summary>Temperature on all levels.</summary>
    Temperature,

    /// <summary>Temperature and precipitation.</summary>
    WithPrecipitation,

    /// <summary>Temperature, precipitation and outgoing longwave flux.</summary>
    WithPrecipitationAndLongwave,
}
