namespace Slams.Formats.Stations.Ndbc;

/// <summary>Columns of standard meteorological files that are read.</summary>
internal enum NdbcColumn
{
    Year,
    Month,
    Day,
    Hour,
    Minute,
    WindDirection,
    WindSpeed,
    AirTemperature,
    DewPoint,
}
