namespace Slams.Core.Grids;

/// <summary>Overlaps along one axis of two rectilinear grids.</summary>
internal static class AxisOverlap
{
    // Edges that should coincide differ by rounding (axes are often single precision); a sliver is no overlap.
    private const double Sliver = 1e-6;

    public static IReadOnlyList<double> CheckLatitudes(IReadOnlyList<double> latitudes)
    {
        var northward = latitudes.Count > 1 && latitudes[1] > latitudes[0];
        var valid = latitudes.Count > 1;
        for (var i = 0; i < latitudes.Count; i++)
        {
            valid &= Math.Abs(latitudes[i]) <= 90
                && (i == 0 || (northward ? latitudes[i] > latitudes[i - 1] : latitudes[i] < latitudes[i - 1]));
        }

        if (!valid)
        {
            throw new ArgumentException("Latitudes must ascend or descend strictly within [-90, 90], at least two.", nameof(latitudes));
        }

        return latitudes;
    }

    /// <summary>Longitudes as one monotonic run, whatever convention and wherever the axis wraps.</summary>
    public static double[] Unwrap(IReadOnlyList<double> longitudes)
    {
        if (longitudes.Count < 2 || longitudes.Any(longitude => !(Math.Abs(longitude) <= 1e6)))
        {
            throw new ArgumentException("Longitudes must be at least two finite numbers.", nameof(longitudes));
        }

        var run = new double[longitudes.Count];
        run[0] = longitudes[0];
        for (var i = 1; i < run.Length; i++)
        {
            var step = Math.IEEERemainder(longitudes[i] - longitudes[i - 1], 360);
            run[i] = run[i - 1] + step;
            if (step == 0 || Math.Sign(step) != Math.Sign(run[1] - run[0]) || Math.Abs(run[i] - run[0]) > 360 + Sliver)
            {
                throw new ArgumentException("Longitudes do not run once round the globe in one direction.", nameof(longitudes));
            }
        }

        return run;
    }

    /// <summary>Overlaps of rows given by the sines of their edges; source edges in either direction.</summary>
    public static Overlap[][] OfRows(double[] sourceSines, double[] targetSines)
    {
        var overlaps = new Overlap[sourceSines.Length - 1][];
        for (var i = 0; i < overlaps.Length; i++)
        {
            var (low, high) = Ordered(sourceSines[i], sourceSines[i + 1]);
            var found = new List<Overlap>();
            var at = Array.BinarySearch(targetSines, low);
            for (var row = Math.Max(0, at >= 0 ? at : ~at - 1); row < targetSines.Length - 1 && targetSines[row] < high; row++)
            {
                var extent = Math.Min(high, targetSines[row + 1]) - Math.Max(low, targetSines[row]);
                if (extent > Sliver * (high - low))
                {
                    found.Add(new Overlap(row, extent));
                }
            }

            overlaps[i] = [.. found];
        }

        return overlaps;
    }

    /// <summary>Overlaps of columns in degrees, round the globe.</summary>
    public static Overlap[][] OfColumns(double[] run, LatLonGrid target)
    {
        var edges = CellEdges.OfCoordinates(run);
        var overlaps = new Overlap[run.Length][];
        var found = new Overlap[target.Columns + 2];
        // Some files repeat the first column at the end (a cyclic point): counted twice it would weigh double.
        var cyclic = Math.Abs(Math.Abs(run[^1] - run[0]) - 360) < Sliver;
        for (var i = 0; i < run.Length; i++)
        {
            var (west, east) = Ordered(edges[i], edges[i + 1]);
            overlaps[i] = cyclic && i == run.Length - 1 ? []
                : found[..OfColumn(west, Math.Min(east, west + 360), target, found)];
        }

        return overlaps;
    }

    /// <summary>Overlaps of one column, at most a turn of the globe wide, with those of a grid.</summary>
    /// <param name="west">Its western edge in degrees.</param>
    /// <param name="east">Its eastern edge.</param>
    /// <param name="target">The grid.</param>
    /// <param name="overlaps">Takes them: as many as there are target columns, and two.</param>
    /// <returns>How many there are.</returns>
    public static int OfColumn(double west, double east, LatLonGrid target, Span<Overlap> overlaps)
    {
        var step = target.LongitudeStepDegrees;
        var origin = target.LongitudesDegrees[0] - (step / 2);
        var found = 0;
        var first = (long)Math.Floor((west - origin) / step);
        for (var i = first; origin + (i * step) < east; i++)
        {
            var extent = Math.Min(east, origin + ((i + 1) * step)) - Math.Max(west, origin + (i * step));
            if (extent > Sliver * (east - west))
            {
                var column = (int)(((i % target.Columns) + target.Columns) % target.Columns);
                overlaps[found++] = new Overlap(column, extent);
            }
        }

        return found;
    }

    private static (double Low, double High) Ordered(double a, double b) => a < b ? (a, b) : (b, a);
}
