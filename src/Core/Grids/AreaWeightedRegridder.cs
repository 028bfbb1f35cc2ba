namespace Slams.Core.Grids;

/// <summary>
/// Brings fields from any rectilinear grid onto a global one by the mean over overlapping areas. On a sphere the area of a cell is
/// (difference of sin latitude) × (difference of longitude), so the weights are a product of one table for rows and one for columns,
/// made once for each source grid.
/// </summary>
public sealed class AreaWeightedRegridder
{
    private readonly LatLonGrid _target;
    private readonly Overlap[][] _rows;
    private readonly Overlap[][] _columns;

    /// <summary>Prepares the weights.</summary>
    /// <param name="sourceLatitudesDegrees">Centres, strictly ascending or descending.</param>
    /// <param name="sourceLongitudesDegrees">Centres in any convention, in order round the globe, east- or westward.</param>
    /// <param name="target">The grid to bring fields to.</param>
    /// <exception cref="ArgumentException">The source coordinates are no axes of a grid.</exception>
    public AreaWeightedRegridder(
        IReadOnlyList<double> sourceLatitudesDegrees, IReadOnlyList<double> sourceLongitudesDegrees, LatLonGrid target)
    {
        _target = target;
        _rows = AreaMeans.RowsOf(sourceLatitudesDegrees, target);
        _columns = AxisOverlap.OfColumns(AxisOverlap.Unwrap(sourceLongitudesDegrees), target);
    }

    /// <summary>Number of source rows.</summary>
    public int SourceRows => _rows.Length;

    /// <summary>Number of source columns.</summary>
    public int SourceColumns => _columns.Length;

    /// <summary>Regrids a field, row-major <c>[latitude, longitude]</c>; NaN marks invalid values.</summary>
    /// <exception cref="ArgumentException">The field does not fit the source grid.</exception>
    public RegriddedField Regrid(ReadOnlySpan<float> source)
    {
        if (source.Length != (long)SourceRows * SourceColumns)
        {
            throw new ArgumentException($"Expected {SourceRows} x {SourceColumns} values, got {source.Length}.", nameof(source));
        }

        var (means, row) = (new AreaMeans(_target), new RowSums(_target.Columns));
        for (var i = 0; i < SourceRows; i++)
        {
            if (_rows[i].Length > 0)
            {
                row.Clear();
                for (var column = 0; column < SourceColumns; column++)
                {
                    row.Add(source[(i * SourceColumns) + column], _columns[column]);
                }

                means.Add(row, _rows[i]);
            }
        }

        return means.ToField();
    }
}
