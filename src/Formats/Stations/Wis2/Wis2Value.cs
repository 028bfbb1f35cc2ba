namespace Slams.Formats.Stations.Wis2;

/// <summary>Values of features that are read.</summary>
internal enum Wis2Value
{
    /// <summary>Any other.</summary>
    None,
    AirTemperature,
    DewPoint,
    Pressure,
    WindSpeed,
    WindDirection,

    /// <summary>An amount whose period is that of the feature.</summary>
    Precipitation,

    /// <summary>An amount over six hours by its name.</summary>
    Precipitation6h,
}
