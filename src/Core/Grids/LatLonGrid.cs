namespace Slams.Core.Grids;

/// <summary>
/// A regular global grid: latitudes ascending in degrees north, longitudes ascending from 0 in degrees east, evenly spaced.
/// Fields on it are row-major <c>[latitude, longitude]</c>, south to north.
/// </summary>
public sealed class LatLonGrid
{
    private readonly double[] _latitudes;
    private readonly double[] _longitudes;
    private readonly double[] _rowWeights;

    /// <summary>Makes a grid from cell-centre coordinates.</summary>
    /// <param name="latitudesDegrees">Strictly ascending, within [-90, 90], at least two.</param>
    /// <param name="longitudesDegrees">Strictly ascending within [0, 360), evenly spaced round the globe, at least two.</param>
    /// <exception cref="ArgumentException">A coordinate breaks these rules.</exception>
    public LatLonGrid(IReadOnlyList<double> latitudesDegrees, IReadOnlyList<double> longitudesDegrees)
    {
        _latitudes = [.. latitudesDegrees];
        _longitudes = [.. longitudesDegrees];
        RequireAscending(_latitudes, -90, 90, nameof(latitudesDegrees));
        RequireAscending(_longitudes, 0, 360, nameof(longitudesDegrees));
        LongitudeStepDegrees = 360.0 / _longitudes.Length;
        for (var i = 1; i < _longitudes.Length; i++)
        {
            if (Math.Abs(_longitudes[i] - _longitudes[i - 1] - LongitudeStepDegrees) > 1e-3)
            {
                throw new ArgumentException("Longitudes are not evenly spaced round the globe.", nameof(longitudesDegrees));
            }
        }

        var cosines = _latitudes.Select(latitude => Math.Cos(latitude * Math.PI / 180)).ToArray();
        var mean = cosines.Average();
        _rowWeights = [.. cosines.Select(cosine => cosine / mean)];
    }

    /// <summary>Number of latitudes.</summary>
    public int Rows => _latitudes.Length;

    /// <summary>Number of longitudes.</summary>
    public int Columns => _longitudes.Length;

    /// <summary>Number of cells of one field.</summary>
    public int CellCount => Rows * Columns;

    /// <summary>Cell-centre latitudes, degrees north, ascending.</summary>
    public IReadOnlyList<double> LatitudesDegrees => _latitudes;

    /// <summary>Cell-centre longitudes, degrees east, ascending from 0.</summary>
    public IReadOnlyList<double> LongitudesDegrees => _longitudes;

    /// <summary>Spacing of the longitudes in degrees.</summary>
    public double LongitudeStepDegrees { get; }

    /// <summary>Area weight of each row, cos(latitude) scaled to mean 1.</summary>
    public IReadOnlyList<double> RowWeights => _rowWeights;

    /// <summary>Brings any longitude in degrees into [0, 360).</summary>
    public static double NormaliseLongitude(double longitudeDegrees)
    {
        var wrapped = longitudeDegrees % 360;
        if (wrapped < 0)
        {
            wrapped += 360;
        }

        return wrapped >= 360 ? 0 : wrapped;
    }

    /// <summary>Row-major index of the cell whose centre is nearest to a position.</summary>
    public int NearestCell(double latitudeDegrees, double longitudeDegrees)
    {
        var (row, _, upperShare) = BracketRow(latitudeDegrees);
        if (upperShare >= 0.5)
        {
            row++;
        }

        var column = (int)Math.Round((NormaliseLongitude(longitudeDegrees) - _longitudes[0]) / LongitudeStepDegrees) % Columns;
        return (row * Columns) + ((column + Columns) % Columns);
    }

    /// <summary>Bilinear weights of a position; poleward of the last row the field is held constant in latitude.</summary>
    public BilinearStencil Interpolate(double latitudeDegrees, double longitudeDegrees)
    {
        var (south, north, northShare) = BracketRow(latitudeDegrees);
        var x = (NormaliseLongitude(longitudeDegrees) - _longitudes[0]) / LongitudeStepDegrees;
        var west = (int)Math.Floor(x);
        var eastShare = x - west;
        west = ((west % Columns) + Columns) % Columns;
        var east = (west + 1) % Columns;
        return new BilinearStencil(
            (south * Columns) + west, (south * Columns) + east, (north * Columns) + west, (north * Columns) + east,
            (float)((1 - northShare) * (1 - eastShare)), (float)((1 - northShare) * eastShare),
            (float)(northShare * (1 - eastShare)), (float)(northShare * eastShare));
    }

    private (int South, int North, double NorthShare) BracketRow(double latitude)
    {
        if (latitude <= _latitudes[0])
        {
            return (0, Math.Min(1, Rows - 1), 0);
        }

        if (latitude >= _latitudes[^1])
        {
            return (Rows - 2, Rows - 1, 1);
        }

        var found = Array.BinarySearch(_latitudes, latitude);
        var south = Math.Min(found >= 0 ? found : ~found - 1, Rows - 2);
        return (south, south + 1, (latitude - _latitudes[south]) / (_latitudes[south + 1] - _latitudes[south]));
    }

    private static void RequireAscending(double[] values, double low, double high, string name)
    {
        if (values.Length < 2)
        {
            throw new ArgumentException("At least two coordinates are needed.", name);
        }

        for (var i = 0; i < values.Length; i++)
        {
            if (!(values[i] >= low && values[i] <= high) || (i > 0 && values[i] <= values[i - 1]))
            {
                throw new ArgumentException($"Coordinates must ascend strictly within [{low}, {high}].", name);
            }
        }
    }
}
