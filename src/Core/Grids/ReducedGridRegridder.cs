namespace Slams.Core.Grids;

/// <summary>
/// Brings fields from a reduced grid, whose rows have different numbers of points evenly round the globe, onto a global one by the mean over overlapping areas, as
/// <see cref="AreaWeightedRegridder"/> does from others. The weights of rows are kept; those of the points of a row follow from their number, and are made as they are
/// needed: as many as there are points would take more memory than the field.
/// </summary>
public sealed class ReducedGridRegridder
{
    private readonly LatLonGrid _target;
    private readonly Overlap[][] _rows;
    private readonly int[] _lengths;
    private readonly double _first;

    /// <summary>Prepares the weights of rows.</summary>
    /// <param name="latitudesDegrees">Centres of the rows, strictly ascending or descending.</param>
    /// <param name="lengths">Points of each row; 0 where there are none.</param>
    /// <param name="firstLongitudeDegrees">Centre of the first cell of each row, any convention; the others follow eastward.</param>
    /// <param name="target">The grid to bring fields to.</param>
    /// <exception cref="ArgumentException">The rows are none of a grid.</exception>
    public ReducedGridRegridder(IReadOnlyList<double> latitudesDegrees, IReadOnlyList<int> lengths, double firstLongitudeDegrees, LatLonGrid target)
    {
        if (lengths.Count != latitudesDegrees.Count || lengths.Any(length => length < 0) || !(Math.Abs(firstLongitudeDegrees) <= 1e6))
        {
            throw new ArgumentException("There must be a number of points for each row, none below zero, from a finite longitude on.", nameof(lengths));
        }

        (_target, _lengths, _first) = (target, [.. lengths], firstLongitudeDegrees);
        _rows = AreaMeans.RowsOf(latitudesDegrees, target);
        SourceCells = _lengths.Sum(length => (long)length);
    }

    /// <summary>Number of source cells.</summary>
    public long SourceCells { get; }

    /// <summary>Regrids a field, one row after the other; NaN marks invalid values.</summary>
    /// <exception cref="ArgumentException">The field does not fit the source grid.</exception>
    public RegriddedField Regrid(ReadOnlySpan<float> source)
    {
        if (source.Length != SourceCells)
        {
            throw new ArgumentException($"Expected {SourceCells} values, got {source.Length}.", nameof(source));
        }

        var (means, row, overlaps) = (new AreaMeans(_target), new RowSums(_target.Columns), new Overlap[_target.Columns + 2]);
        for (var i = 0; i < _lengths.Length; i++)
        {
            var values = source[.._lengths[i]];
            source = source[_lengths[i]..];
            if (_rows[i].Length > 0 && values.Length > 0)
            {
                row.Clear();
                Collect(values, row, overlaps);
                means.Add(row, _rows[i]);
            }
        }

        return means.ToField();
    }

    private void Collect(ReadOnlySpan<float> values, RowSums row, Span<Overlap> overlaps)
    {
        var width = 360.0 / values.Length;
        for (var i = 0; i < values.Length; i++)
        {
            var count = AxisOverlap.OfColumn(_first + ((i - 0.5) * width), _first + ((i + 0.5) * width), _target, overlaps);
            row.Add(values[i], overlaps[..count]);
        }
    }
}
