namespace Slams.Formats.Stations.Csv;

/// <summary>Columns of the project's station CSV.</summary>
internal enum StationCsvColumn
{
    StationId,
    Time,
    Latitude,
    Longitude,
    Elevation,
    AirTemperature,
    Precipitation6h,
    DewPoint,
    SurfacePressure,
    WindSpeed,
    WindFromDirection,
}
