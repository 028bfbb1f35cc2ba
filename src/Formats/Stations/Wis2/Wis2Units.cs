namespace Slams.Formats.Stations.Wis2;

/// <summary>Names and units of values in features, which are those of ecCodes.</summary>
internal static class Wis2Units
{
    private const double ZeroCelsius = 273.15;

    // In BUFR an amount that is too small to be measured is -0.1 kg m-2.
    private const double Trace = -0.1;

    /// <summary>Which value a name stands for.</summary>
    public static Wis2Value ValueOf(ReadOnlySpan<byte> name) =>
        name.SequenceEqual("air_temperature"u8) ? Wis2Value.AirTemperature
        : name.SequenceEqual("dewpoint_temperature"u8) || name.SequenceEqual("dew_point_temperature"u8) ? Wis2Value.DewPoint
        : name.SequenceEqual("non_coordinate_pressure"u8) ? Wis2Value.Pressure
        : name.SequenceEqual("wind_speed"u8) ? Wis2Value.WindSpeed
        : name.SequenceEqual("wind_direction"u8) ? Wis2Value.WindDirection
        : name.SequenceEqual("total_precipitation_or_total_water_equivalent"u8) ? Wis2Value.Precipitation
        : name.SequenceEqual("total_precipitation_past6hours"u8) || name.SequenceEqual("total_precipitation_past_6_hours"u8) ? Wis2Value.Precipitation6h
        : Wis2Value.None;

    /// <summary>A value in the unit of a reading; null when its unit is none that is known for it.</summary>
    public static double? Convert(Wis2Value value, double number, ReadOnlySpan<byte> units) => value switch
    {
        Wis2Value.AirTemperature or Wis2Value.DewPoint => units.SequenceEqual("K"u8) ? number
            : IsOneOf(units, "Celsius"u8, "degC"u8, "\u00B0C"u8, "CEL"u8, "deg C"u8) ? Math.Round(number + ZeroCelsius, 4)
            : null,
        Wis2Value.Pressure => units.SequenceEqual("Pa"u8) ? number : units.SequenceEqual("hPa"u8) ? Math.Round(number * 100, 2) : null,
        Wis2Value.WindSpeed => IsOneOf(units, "m s-1"u8, "m/s"u8, "m.s-1"u8, "m s**-1"u8) ? number : null,
        Wis2Value.WindDirection => IsOneOf(units, "deg"u8, "degree true"u8, "degree"u8, "degrees"u8, "\u00B0"u8) ? number : null,
        _ => IsOneOf(units, "kg m-2"u8, "kg m**-2"u8, "kg/m2"u8, "mm"u8) ? (number == Trace ? 0 : number) : null,
    };

    private static bool IsOneOf(
        ReadOnlySpan<byte> units, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c, ReadOnlySpan<byte> d, ReadOnlySpan<byte> e = default) =>
        units.SequenceEqual(a) || units.SequenceEqual(b) || units.SequenceEqual(c) || units.SequenceEqual(d) || (!e.IsEmpty && units.SequenceEqual(e));
}
