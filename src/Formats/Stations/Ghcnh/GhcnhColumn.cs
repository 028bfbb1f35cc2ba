namespace Slams.Formats.Stations.Ghcnh;

/// <summary>Columns of GHCNh files that are read. A value's quality code is the column after it.</summary>
internal enum GhcnhColumn
{
    Station,
    Date,
    Year,
    Month,
    Day,
    Hour,
    Minute,
    Latitude,
    Longitude,
    Elevation,
    Temperature,
    TemperatureQuality,
    DewPoint,
    DewPointQuality,
    StationPressure,
    StationPressureQuality,
    WindDirection,
    WindDirectionQuality,
    WindSpeed,
    WindSpeedQuality,
    Precipitation6h,
    Precipitation6hQuality,
    Precipitation6hMeasurement,
}
