using Slams.Core.Grids;
using Slams.Formats.Fields;

namespace Slams.Training.Preparation;

/// <summary>Reads fields onto the target grid and levels, a block of times at a time; weights are kept for the last source grid.</summary>
/// <param name="grid">Target grid.</param>
/// <param name="levelsPa">Target levels; none for a field without levels.</param>
/// <param name="blockValues">Most values held, unless a single time has more.</param>
internal sealed class FieldReader(LatLonGrid grid, IReadOnlyList<double> levelsPa, int blockValues)
{
    // As for satellite frames: less than half a cell seen says little about the cell.
    private const float LeastCovered = 0.5f;

    private (FieldSeries Series, AreaWeightedRegridder Regridder, LevelSelection Levels)? _prepared;
    private (FieldSeries Series, int Start, int Count, float[] Values)? _block;

    /// <summary>One time, <c>[level, latitude, longitude]</c>; NaN where less than half of a cell has values.</summary>
    public float[] Read(FieldPlace place)
    {
        var (_, regridder, levels) = Prepare(place.Series);
        var source = Block(place);
        if (levelsPa.Count == 0)
        {
            return Regrid(regridder, source.Span);
        }

        var size = source.Length / place.Series.LevelsPa.Count;
        var onGrid = new Dictionary<int, float[]>();
        float[] Level(int index) =>
            onGrid.TryGetValue(index, out var known) ? known : onGrid[index] = Regrid(regridder, source.Span.Slice(index * size, size));
        var result = new float[levelsPa.Count * grid.CellCount];
        for (var target = 0; target < levelsPa.Count; target++)
        {
            var (above, below, share) = levels.Sources[target];
            var (a, b) = (Level(above), Level(below));
            for (var cell = 0; cell < grid.CellCount; cell++)
            {
                result[(target * grid.CellCount) + cell] = a[cell] + (share * (b[cell] - a[cell]));
            }
        }

        return result;
    }

    /// <summary>The mean of several times; NaN where any of them has no value.</summary>
    public float[] ReadMean(IReadOnlyList<FieldPlace> places)
    {
        var mean = Read(places[0]);
        foreach (var place in places.Skip(1))
        {
            var next = Read(place);
            for (var i = 0; i < mean.Length; i++)
            {
                mean[i] += next[i];
            }
        }

        return places.Count == 1 ? mean : Array.ConvertAll(mean, sum => sum / places.Count);
    }

    private static float[] Regrid(AreaWeightedRegridder regridder, ReadOnlySpan<float> source)
    {
        var field = regridder.Regrid(source);
        for (var cell = 0; cell < field.Values.Length; cell++)
        {
            field.Values[cell] = field.ValidFraction[cell] < LeastCovered ? float.NaN : field.Values[cell];
        }

        return field.Values;
    }

    private (FieldSeries Series, AreaWeightedRegridder Regridder, LevelSelection Levels) Prepare(FieldSeries series)
    {
        if (_prepared is { } prepared && prepared.Series == series)
        {
            return prepared;
        }

        var levels = LevelSelection.Of(series, levelsPa);
        try
        {
            prepared = (series, new AreaWeightedRegridder(series.LatitudesDegrees, series.LongitudesDegrees, grid), levels);
        }
        catch (ArgumentException exception)
        {
            throw new InvalidDataException($"'{series.Path}', variable '{series.Variable}': {exception.Message}", exception);
        }

        _prepared = prepared;
        return prepared;
    }

    private ReadOnlyMemory<float> Block(FieldPlace place)
    {
        var (series, index) = place;
        if (_block is not { } block || block.Series != series || index < block.Start || index >= block.Start + block.Count)
        {
            // The old block goes before the new one is read, so that one is held and not two.
            _block = null;
            var count = Math.Clamp(blockValues / series.ValuesPerTime, 1, series.Times.Count - index);
            block = (series, index, count, series.Read(index, count));
            _block = block;
        }

        return block.Values.AsMemory((index - block.Start) * series.ValuesPerTime, series.ValuesPerTime);
    }
}
