using Slams.Core.Grids;
using Slams.Formats.NatureRun;

namespace Slams.Training.Data;

/// <summary>Fields that never change, scaled for the networks: orography / 2000 m, land fraction, sine of latitude.</summary>
public static class StaticFields
{
    /// <summary>Number of static fields.</summary>
    public const int Count = 3;

    /// <summary>Reads <c>orog</c> (m) and <c>lsm</c> (0..1) from a CF netCDF file on the state's grid.</summary>
    /// <exception cref="InvalidDataException">The file is on another grid.</exception>
    public static float[] Read(string path, LatLonGrid grid)
    {
        var (orography, land) = StaticFile.Read(path, grid);
        var fields = new float[Count * grid.CellCount];
        for (var cell = 0; cell < grid.CellCount; cell++)
        {
            fields[cell] = orography[cell] / 2000;
            fields[grid.CellCount + cell] = land[cell];
            fields[(2 * grid.CellCount) + cell] = (float)Math.Sin(grid.LatitudesDegrees[cell / grid.Columns] * Math.PI / 180);
        }

        return fields;
    }
}
