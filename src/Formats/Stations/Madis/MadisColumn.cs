using Slams.Formats.NetCdf;

namespace Slams.Formats.Stations.Madis;

/// <summary>A variable with a number for each report, checked once, and what MADIS says of them.</summary>
internal sealed class MadisColumn
{
    // Files fill with 3.4e38, -9999, -99999 and 1.7e308, with and without an attribute that says so.
    private const double LargestValue = 1e30, LeastValue = -9999;

    private readonly NetCdfFile _file;
    private readonly NetCdfVariable? _variable, _descriptors, _results;
    private readonly double? _fill, _missing;
    private readonly double _factor;
    private double[] _values = [];
    private byte[] _letters = [];
    private int[] _bits = [];

    private MadisColumn(NetCdfFile file, NetCdfVariable? variable, double factor)
    {
        (_file, _variable, _factor) = (file, variable, factor);
        if (variable is not null)
        {
            _fill = variable.Attributes.Number("_FillValue");
            _missing = variable.Attributes.Number("missing_value");
            _descriptors = Beside(variable, "DD") is { Type: NetCdfType.Char } letters ? letters : null;
            _results = Beside(variable, "QCR") is { Type: NetCdfType.Int or NetCdfType.Short or NetCdfType.Byte } results ? results : null;
        }
    }

    /// <summary>Whether the file has the variable.</summary>
    public bool IsThere => _variable is not null;

    /// <summary>Its units as the file states them; null where it states none.</summary>
    public string? Units => _variable?.Attributes.Text("units")?.Trim();

    /// <summary>Finds the first of several variables; a file without any of them has no values there.</summary>
    /// <param name="file">The file.</param>
    /// <param name="rows">Number of reports.</param>
    /// <param name="units">Units that are read and their factors, a variable without units being in the first; none takes any as they are.</param>
    /// <param name="names">Names of the variable.</param>
    /// <exception cref="InvalidDataException">The variable is in other units.</exception>
    public static MadisColumn Find(NetCdfFile file, long rows, (string Name, double Factor)[] units, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (file.Find(name) is not { Dimensions.Count: 1, Type: not NetCdfType.Char } variable || variable.Rows != rows)
            {
                continue;
            }

            if (units.Length == 0)
            {
                return new MadisColumn(file, variable, 1);
            }

            var column = new MadisColumn(file, variable, units[0].Factor);
            return string.IsNullOrEmpty(column.Units) ? column
                : Array.Find(units, unit => unit.Name == column.Units) is { Name: not null } known ? new MadisColumn(file, variable, known.Factor)
                : throw new InvalidDataException($"Variable '{name}' is in '{column.Units}', not in {units[0].Name}.");
        }

        return new MadisColumn(file, null, 1);
    }

    /// <summary>Reads the values of some reports.</summary>
    public void Read(long start, int count)
    {
        if (_variable is null)
        {
            return;
        }

        _values = _file.ReadDoubles(_variable, start, count);
        _letters = _descriptors is null ? [] : _file.ReadBytes(_descriptors, start, count);
        _bits = _results is null ? [] : _file.ReadInts(_results, start, count);
    }

    /// <summary>The value of one of the reports read; null for a missing one.</summary>
    public double? Value(int row)
    {
        if (_variable is null)
        {
            return null;
        }

        var value = _values[row];
        // Values are floats of decimal numbers; rounding takes the float's noise away.
        return Math.Abs(value) < LargestValue && value > LeastValue && value != _fill && value != _missing ? Math.Round(value * _factor, 4) : null;
    }

    /// <summary>What MADIS says of it.</summary>
    public MadisVerdict Verdict(int row) =>
        MadisQuality.Judge(_letters.Length == 0 ? default : _letters[row], _bits.Length == 0 ? 0 : _bits[row]);

    /// <summary>The value where MADIS has nothing against it.</summary>
    public double? GoodValue(int row) => Value(row) is { } value && Verdict(row).IsGood ? value : null;

    private NetCdfVariable? Beside(NetCdfVariable variable, string suffix) =>
        _file.Find(variable.Name + suffix) is { Dimensions.Count: 1 } other && other.Rows == variable.Rows ? other : null;
}
