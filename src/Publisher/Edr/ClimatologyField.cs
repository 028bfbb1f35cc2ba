using System.Runtime.CompilerServices;
using Slams.Core.Analyses;
using Slams.Formats.Models;
using Slams.Publisher.Catalogue;

namespace Slams.Publisher.Edr;

/// <summary>The seasonal climatology of a model beside the analyses on its grid.</summary>
internal sealed class ClimatologyField(ModelClimatology model)
{
    // Made once for each analysis in memory, and forgotten with it: for a profile the whole field would cost more than all the rest of the answer.
    private readonly ConditionalWeakTable<Analysis, float[]> _known = [];

    /// <summary>What is normal at the time of an analysis, in K, <c>[level, latitude, longitude]</c>; NaN for one on another grid.</summary>
    public float[] At(Analysis analysis) => _known.GetValue(analysis, Make);

    private float[] Make(Analysis analysis)
    {
        var values = new float[analysis.MeanK.Length];
        if (!Grids.Same(model.Grid, analysis.Grid))
        {
            Array.Fill(values, float.NaN);
            return values;
        }

        for (var level = 0; level < analysis.Grid.PressureLevelsPa.Count; level++)
        {
            model.Temperature(level).FieldAt(analysis.Cycle.Time).CopyTo(values, level * analysis.Grid.Horizontal.CellCount);
        }

        return values;
    }
}
