using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Ghcnh;

/// <summary>Names of the columns. Files before version 1.1 name station and position otherwise and have the time in parts.</summary>
internal static class GhcnhColumns
{
    /// <summary>Names in the order of <see cref="GhcnhColumn"/>, that of the present version first.</summary>
    public static readonly IReadOnlyList<string[]> Names =
    [
        ["STATION", "Station_ID"], ["DATE"], ["Year"], ["Month"], ["Day"], ["Hour"], ["Minute"],
        ["LATITUDE", "Latitude"], ["LONGITUDE", "Longitude"], ["ELEVATION", "Elevation"],
        ["temperature"], ["temperature_Quality_Code"], ["dew_point_temperature"], ["dew_point_temperature_Quality_Code"],
        ["station_level_pressure"], ["station_level_pressure_Quality_Code"], ["wind_direction"], ["wind_direction_Quality_Code"],
        ["wind_speed"], ["wind_speed_Quality_Code"], ["precipitation_6_hour"], ["precipitation_6_hour_Quality_Code"],
        ["precipitation_6_hour_Measurement_Code"],
    ];

    private static readonly GhcnhColumn[] TimeParts =
        [GhcnhColumn.Year, GhcnhColumn.Month, GhcnhColumn.Day, GhcnhColumn.Hour, GhcnhColumn.Minute];

    /// <summary>Reads the header.</summary>
    /// <exception cref="InvalidDataException">A column that every file has is absent, or one is there twice.</exception>
    public static TableColumns Parse(ReadOnlySpan<byte> line)
    {
        var columns = TableColumns.Parse(
            line, (byte)'|', Names, (int)GhcnhColumn.Station, (int)GhcnhColumn.Latitude, (int)GhcnhColumn.Longitude, (int)GhcnhColumn.Temperature,
            (int)GhcnhColumn.TemperatureQuality);
        return columns.Has((int)GhcnhColumn.Date) || Array.TrueForAll(TimeParts, part => columns.Has((int)part))
            ? columns
            : throw new InvalidDataException("The header has no column 'DATE', nor year, month, day, hour and minute.");
    }
}
