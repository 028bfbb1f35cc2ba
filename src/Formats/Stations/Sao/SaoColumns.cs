using Slams.Formats.NetCdf;

namespace Slams.Formats.Stations.Sao;

/// <summary>The variables of an hourly surface file, checked once.</summary>
internal sealed class SaoColumns
{
    private const double Fill = -9999;

    private readonly NetCdfFile _file;
    private readonly NetCdfVariable _id, _time;

    /// <exception cref="InvalidDataException">A variable that every such file has is absent or of another form.</exception>
    public SaoColumns(NetCdfFile file)
    {
        _file = file;
        _id = Text("id");
        _time = Text("time");
        Rows = _id.Rows;
        if (_time.Rows != Rows)
        {
            throw new InvalidDataException("Variables 'id' and 'time' differ in length.");
        }

        RequireUnits("T", "celsius", "degC", "C");
        RequireUnits("TD", "celsius", "degC", "C");
    }

    public long Rows { get; }

    public SaoBlock Read(long start, long count) => new()
    {
        Ids = _file.ReadStrings(_id, start, count),
        Times = _file.ReadStrings(_time, start, count),
        Latitudes = Numbers("lat", start, count),
        Longitudes = Numbers("lon", start, count),
        Elevations = Numbers("elev", start, count),
        Temperatures = Numbers("T", start, count),
        DewPoints = Numbers("TD", start, count),
        WindSpeeds = Numbers("SPD", start, count),
        WindDirections = Numbers("DIR", start, count),
        Precipitation = Numbers("PRECIP", start, count),
        PrecipitationHours = Numbers("reftime_PRECIP", start, count),
    };

    private NetCdfVariable Text(string name)
    {
        var variable = _file.Find(name);
        return variable is { Type: NetCdfType.Char, Dimensions: [_, { Length: > 0 }] }
            ? variable
            : throw new InvalidDataException($"The netCDF file is no hourly surface file: it has no text variable '{name}'.");
    }

    private void RequireUnits(string name, params ReadOnlySpan<string> accepted)
    {
        var units = _file.Find(name)?.Attributes.Text("units");
        if (units is not null && !accepted.Contains(units))
        {
            throw new InvalidDataException($"Variable '{name}' is in '{units}', not in {accepted[0]}.");
        }
    }

    private double?[] Numbers(string name, long start, long count)
    {
        if (_file.Find(name) is not { Dimensions.Count: 1 } variable || variable.Rows != Rows || variable.Type == NetCdfType.Char)
        {
            return new double?[count];
        }

        var fill = variable.Attributes.Number("_FillValue") ?? Fill;
        // Values are floats of decimal numbers; rounding takes the float's noise away.
        return Array.ConvertAll(
            _file.ReadDoubles(variable, start, count),
            v => v == fill || v == Fill || !double.IsFinite(v) ? (double?)null : Math.Round(v, 4));
    }
}
