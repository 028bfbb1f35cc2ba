using Slams.Core.Analyses;
using Slams.Pictures.Fields;
using Slams.Pictures.Projections;

namespace Slams.Pictures.Graphs;

/// <summary>Makes time series at a point of analyses.</summary>
public static class PointSeries
{
    /// <summary>
    /// One series for each run. Of several revisions of a cycle the last counts. Cycles that failed, and those missing between others, make
    /// a gap. Analyses are taken one by one, and let go.
    /// </summary>
    /// <exception cref="InvalidDataException">No analysis has fields, the grids differ, or there is no such level.</exception>
    public static IReadOnlyList<RunSeries> Of(IEnumerable<Analysis> analyses, double pressureHpa, GeoPoint point)
    {
        var (samples, count, refusal) = (new List<PointSample>(), 0, "There is no analysis.");
        Analysis? first = null;
        foreach (var analysis in analyses)
        {
            count++;
            if (Drawable.Refusal(analysis) is { } reason)
            {
                refusal = reason;
                continue;
            }

            Drawable.RequireSameGrid(first ??= analysis, analysis);
            samples.Add(Sample(analysis, Drawable.Level(analysis, pressureHpa), point));
        }

        if (samples.Count == 0)
        {
            throw new InvalidDataException(count > 1 ? $"None of {count} cycles has fields to draw. {refusal}" : refusal);
        }

        return
        [
            .. samples.GroupBy(sample => sample.Provenance.RunId, StringComparer.Ordinal).OrderBy(run => run.Key, StringComparer.Ordinal).Select(Series),
        ];
    }

    private static PointSample Sample(Analysis analysis, int level, GeoPoint point)
    {
        var grid = analysis.Grid.Horizontal;
        var stencil = grid.Interpolate(point.LatitudeDegrees, point.LongitudeDegrees);
        return new PointSample(analysis.Cycle, analysis.Provenance, At(analysis.MeanK), At(analysis.SpreadK));

        float At(float[] state) => stencil.Apply(state.AsSpan(level * grid.CellCount, grid.CellCount));
    }

    private static RunSeries Series(IEnumerable<PointSample> samples)
    {
        PointSample[] cycles =
        [
            .. samples.GroupBy(sample => sample.Cycle.Time).Select(revisions => revisions.MaxBy(sample => sample.Provenance.Revision)!)
                .OrderBy(sample => sample.Cycle.Time),
        ];
        var (times, means, spreads) = (new List<DateTimeOffset>(), new List<float>(), new List<float>());
        for (var i = 0; i < cycles.Length; i++)
        {
            // Cycles of one schedule are numbered, so a missing one is known by its number.
            if (i > 0 && cycles[i].Cycle.Index > cycles[i - 1].Cycle.Index + 1)
            {
                Add(cycles[i - 1].Cycle.Time + ((cycles[i].Cycle.Time - cycles[i - 1].Cycle.Time) / 2), float.NaN, float.NaN);
            }

            Add(cycles[i].Cycle.Time, cycles[i].MeanK, cycles[i].SpreadK);
        }

        return new RunSeries(cycles[^1].Provenance, times, means, spreads);

        void Add(DateTimeOffset time, float mean, float spread)
        {
            times.Add(time);
            means.Add(mean);
            spreads.Add(spread);
        }
    }
}
