using Slams.Formats.NetCdf;
using Slams.Formats.Stations.Text;

namespace Slams.Formats.Stations.Madis;

/// <summary>
/// Identifiers of the stations of a file: <c>stationId</c>, where it is blank <c>providerId</c>; in files that have neither, as those of METAR,
/// <c>stationName</c>, which is an identifier there.
/// </summary>
internal sealed class MadisNames
{
    /// <summary>Text variables by which files of stations are known.</summary>
    public static readonly IReadOnlyList<string> Variables = ["stationId", "providerId", "stationName"];

    private readonly NetCdfFile _file;
    private readonly NetCdfVariable _variable;
    private readonly NetCdfVariable? _instead;
    private byte[] _names = [], _namesInstead = [];

    /// <exception cref="InvalidDataException">The file has none of these variables.</exception>
    public MadisNames(NetCdfFile file)
    {
        _file = file;
        var found = Variables.Select(Text).Where(variable => variable is not null).ToList();
        _variable = found.FirstOrDefault() ?? throw new InvalidDataException(
            $"The netCDF file is no MADIS surface file: it has no text variable '{Variables[0]}' or '{Variables[^1]}'.");
        _instead = _variable.Name == Variables[0] && found.Count > 1 && found[1]!.Name == Variables[1] && found[1]!.Rows == Rows ? found[1] : null;
    }

    /// <summary>Number of reports.</summary>
    public long Rows => _variable.Rows;

    /// <summary>Reads the identifiers of some reports.</summary>
    public void Read(long start, int count)
    {
        _names = _file.ReadBytes(_variable, start, count);
        _namesInstead = _instead is null ? [] : _file.ReadBytes(_instead, start, count);
    }

    /// <summary>The identifier of one of them; empty for one without.</summary>
    public ReadOnlySpan<byte> Of(int row)
    {
        var name = Cell(_variable, _names, row);
        return name.IsEmpty && _instead is not null ? Cell(_instead, _namesInstead, row) : name;
    }

    private static ReadOnlySpan<byte> Cell(NetCdfVariable variable, byte[] bytes, int row)
    {
        var cell = bytes.AsSpan(row * (int)variable.RowLength, (int)variable.RowLength);
        var end = cell.IndexOf((byte)0);
        return (end < 0 ? cell : cell[..end]).Trim((byte)' ');
    }

    private NetCdfVariable? Text(string name) =>
        _file.Find(name) is { Type: NetCdfType.Char, Dimensions: [_, { Length: > 0 and <= StationIdPool.MaximumBytes }] } variable ? variable : null;
}
