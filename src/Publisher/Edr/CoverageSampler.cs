using Slams.Publisher.Catalogue;

namespace Slams.Publisher.Edr;

/// <summary>Takes coverages from the analyses.</summary>
internal static class CoverageSampler
{
    /// <summary>One coverage for each shape. A failed cycle, or one whose file is gone, has no values.</summary>
    public static IReadOnlyList<Coverage> Sample(
        AnalysisStore store, Selection selection, IReadOnlyList<ICoverageShape> shapes, CancellationToken cancellationToken)
    {
        var times = selection.Cycles.Select(cycle => cycle.Cycle.Time).ToArray();
        var levels = selection.Levels.Select(level => selection.Grid.PressureLevelsPa[level] / 100).ToArray();
        var coverages = shapes.Select(shape => new Coverage(shape, times, levels, selection.Parameters,
            [.. selection.Parameters.Select(_ => Missing(times.Length * levels.Length * shape.X.Count * shape.Y.Count))])).ToList();
        for (var cycle = 0; cycle < times.Length; cycle++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (store.Open(selection.Cycles[cycle], inPassing: times.Length > 1) is not { } analysis)
            {
                continue;
            }

            for (var parameter = 0; parameter < selection.Parameters.Count; parameter++)
            {
                var state = selection.Parameters[parameter].Field(analysis);
                foreach (var coverage in coverages)
                {
                    Fill(coverage, state, cycle, parameter, selection);
                }
            }
        }

        return coverages;
    }

    private static void Fill(Coverage coverage, float[] state, int cycle, int parameter, Selection selection)
    {
        var cells = selection.Grid.Horizontal.CellCount;
        var layer = coverage.Shape.X.Count * coverage.Shape.Y.Count;
        for (var level = 0; level < selection.Levels.Count; level++)
        {
            coverage.Shape.Take(
                state.AsSpan(selection.Levels[level] * cells, cells),
                coverage.Values[parameter].AsSpan(((cycle * selection.Levels.Count) + level) * layer, layer));
        }
    }

    private static float[] Missing(int count)
    {
        var values = new float[count];
        Array.Fill(values, float.NaN);
        return values;
    }
}
