namespace Slams.Formats.Stations.GlobalHourly;

/// <summary>Columns of global-hourly files that are read.</summary>
internal enum GlobalHourlyColumn
{
    Station,
    Date,
    Latitude,
    Longitude,
    Elevation,
    ReportType,
    Wind,
    Temperature,
    DewPoint,
    Precipitation1,
    Precipitation2,
    Precipitation3,
    Precipitation4,
    Pressure,
}
