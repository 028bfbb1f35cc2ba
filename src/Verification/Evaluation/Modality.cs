namespace Slams.Verification.Evaluation;

/// <summary>A kind of observation that an evaluation can do without.</summary>
public enum Modality
{
    /// <summary>Everything that stations report.</summary>
    Stations,

    /// <summary>Outgoing longwave flux seen by satellite.</summary>
    Longwave,

    /// <summary>Precipitation that stations report.</summary>
    Precipitation,

    /// <summary>Profiles of temperature, where the observing system has them.</summary>
    Profiles,
}
