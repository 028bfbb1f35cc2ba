using Slams.Formats.Frames.Gridded;

namespace Slams.Formats.Fields;

/// <summary>
/// One variable of a netCDF file (classic or netCDF-4) on latitudes and longitudes, with times and pressure levels where it has
/// them. Between time and levels there may be a dimension of experiment versions or members, as the Climate Data Store adds
/// them: where one version lacks a value, that of the next is taken.
/// </summary>
public sealed class FieldSeries : IDisposable
{
    private readonly IGridFile _file;
    private readonly IGridVariable _variable;
    private readonly bool _hasTime;
    private readonly int _versions;

    private FieldSeries(string path, IGridFile file, FieldQuery query)
    {
        Path = path;
        _file = file;
        _variable = Find(file, query);
        Units = _variable.Text("units") ?? "";
        var (latitude, longitude) = (FieldAxes.Latitude(file), FieldAxes.Longitude(file));
        (LatitudesDegrees, LongitudesDegrees) = (latitude.ReadAll(), longitude.ReadAll());
        var levels = query.HasLevels
            ? FieldAxes.Pressure(file) ?? throw new InvalidDataException("The file has no pressure levels (units hPa, millibars or Pa).")
            : default;
        LevelsPa = levels.Pa ?? [];
        var time = FieldAxes.Time(file);
        (Times, _hasTime, _versions) = Arrange(time);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Name of the variable in the file.</summary>
    public string Variable => _variable.Name;

    /// <summary>Units as the file has them.</summary>
    public string Units { get; }

    /// <summary>Row centres, degrees north, in the order of the file.</summary>
    public IReadOnlyList<double> LatitudesDegrees { get; }

    /// <summary>Column centres, degrees east in any convention, in the order of the file.</summary>
    public IReadOnlyList<double> LongitudesDegrees { get; }

    /// <summary>Pressure levels in Pa in the order of the file; none for a field without levels.</summary>
    public IReadOnlyList<double> LevelsPa { get; }

    /// <summary>Times; null where the file gives none that can be read, a single null for a field that never changes.</summary>
    public IReadOnlyList<DateTimeOffset?> Times { get; }

    /// <summary>Values of one time.</summary>
    public int ValuesPerTime => Math.Max(1, LevelsPa.Count) * LatitudesDegrees.Count * LongitudesDegrees.Count;

    /// <summary>Opens a file.</summary>
    /// <exception cref="InvalidDataException">It holds no such variable on axes that can be used; the message names file and variable.</exception>
    public static FieldSeries Open(string path, FieldQuery query) => Guard(path, null, () =>
    {
        var file = GridFiles.Open(path);
        try
        {
            return new FieldSeries(path, file, query);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    });

    /// <summary>Whether a file holds such a variable at all.</summary>
    /// <exception cref="InvalidDataException">It is no netCDF file, or damaged.</exception>
    public static bool Holds(string path, FieldQuery query) => Guard(path, null, () =>
    {
        using var file = GridFiles.Open(path);
        return TryFind(file, query) is not null;
    });

    /// <summary>Reads consecutive times, <c>[time, level, latitude, longitude]</c>, unpacked, in the file's units; NaN where missing.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; the message names file and variable.</exception>
    public float[] Read(int start, int count) => Guard(Path, Variable, () =>
    {
        var values = _hasTime ? _variable.ReadUnpacked(start, count) : _variable.ReadUnpacked(null);
        return _versions == 1 ? values : FirstValid(values, values.Length / ValuesPerTime / _versions);
    });

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static T Guard<T>(string path, string? variable, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (exception is not (FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException))
        {
            // The HDF5 library answers damaged files with exceptions of any type.
            var where = variable is null ? $"'{path}'" : $"'{path}', variable '{variable}'";
            throw new InvalidDataException($"{where}: {exception.Message}", exception);
        }
    }

    private static IGridVariable Find(IGridFile file, FieldQuery query)
    {
        var found = TryFind(file, query) ?? throw new InvalidDataException(
            $"There is no {query.What} (a variable {string.Join(", ", query.Names.Select(n => $"'{n}'"))} or of standard_name {query.StandardName}). "
            + $"There are: {string.Join(", ", file.Variables.Where(v => v.Shape.Count > 1).Select(v => v.Name))}.");
        return query.Accepts(found.Text("units"))
            ? found
            : throw new InvalidDataException(
                $"Variable '{found.Name}' is in '{found.Text("units") ?? "no units"}'; {query.What} is read in {string.Join(", ", query.Units.Where(u => u.Length > 0))}.");
    }

    private static IGridVariable? TryFind(IGridFile file, FieldQuery query)
    {
        var fields = file.Variables.Where(v => v.Shape.Count >= 2).ToArray();
        return query.Names.Select(name => fields.FirstOrDefault(v => v.Name == name)).FirstOrDefault(v => v is not null)
            ?? fields.FirstOrDefault(v => v.Text("standard_name") == query.StandardName && v.Shape.Count >= (query.HasLevels ? 3 : 2));
    }

    /// <summary>Holds the shape against [time,] [versions,] [level,] latitude, longitude.</summary>
    private (DateTimeOffset?[] Times, bool HasTime, int Versions) Arrange((IGridVariable Axis, DateTimeOffset?[] Times)? time)
    {
        long[] inner = [.. LevelsPa.Count > 0 ? [LevelsPa.Count] : Array.Empty<long>(), LatitudesDegrees.Count, LongitudesDegrees.Count];
        var shape = _variable.Shape;
        var outer = shape.Take(Math.Max(0, shape.Count - inner.Length)).ToArray();
        var names = _variable.DimensionNames;
        var fits = shape.Skip(outer.Length).SequenceEqual(inner) && outer.Length <= 2;
        var hasTime = fits && outer.Length > 0 && time is { Axis.Shape.Count: 1 } && time.Value.Times.Length == outer[0]
            && (names is null || time.Value.Axis.DimensionNames is not [var name] || names[0] == name);
        var versions = outer.Skip(hasTime ? 1 : 0).Aggregate(1L, (a, b) => a * b);
        if (!fits || versions > 10)
        {
            throw new InvalidDataException(
                $"Variable '{_variable.Name}' [{string.Join(" x ", shape)}] is not laid out as time, {(LevelsPa.Count > 0 ? "level, " : "")}latitude, longitude.");
        }

        return (hasTime ? time!.Value.Times : time is { Times.Length: 1 } ? time.Value.Times : [null], hasTime, (int)versions);
    }

    private float[] FirstValid(float[] values, int times)
    {
        var (size, merged) = (ValuesPerTime, new float[times * ValuesPerTime]);
        for (var t = 0; t < times; t++)
        {
            for (var i = 0; i < size; i++)
            {
                var value = float.NaN;
                for (var version = 0; version < _versions && float.IsNaN(value); version++)
                {
                    value = values[(((t * _versions) + version) * size) + i];
                }

                merged[(t * size) + i] = value;
            }
        }

        return merged;
    }
}
