using Slams.Core.Analyses;
using Slams.Core.Grids;
using Slams.Pictures.Colours;

namespace Slams.Pictures.Fields;

/// <summary>One field of air temperature at one level, in K, with the analyses it comes from.</summary>
public sealed class LevelField
{
    private LevelField(Analysis analysis, Analysis? before, int level, FieldStatistic statistic, float[] values)
    {
        (Analysis, Before, Statistic, Values) = (analysis, before, statistic, values);
        PressurePa = analysis.Grid.PressureLevelsPa[level];
        Summary = FieldSummary.Of(Grid, values);
    }

    /// <summary>The analysis; of an increment, the one from which the other is taken away.</summary>
    public Analysis Analysis { get; }

    /// <summary>The analysis that is taken away, of an increment.</summary>
    public Analysis? Before { get; }

    /// <summary>What is drawn.</summary>
    public FieldStatistic Statistic { get; }

    /// <summary>The level in Pa.</summary>
    public double PressurePa { get; }

    /// <summary>The grid.</summary>
    public LatLonGrid Grid => Analysis.Grid.Horizontal;

    /// <summary>Values in K, <c>[latitude, longitude]</c>.</summary>
    public IReadOnlyList<float> Values { get; }

    /// <summary>Smallest, mean and largest value.</summary>
    public FieldSummary Summary { get; }

    /// <summary>Mean or spread of an analysis at a level.</summary>
    /// <exception cref="InvalidDataException">The analysis has no fields, or no such level.</exception>
    public static LevelField Of(Analysis analysis, double pressureHpa, FieldStatistic statistic)
    {
        Drawable.RequireFields(analysis);
        var level = Drawable.Level(analysis, pressureHpa);
        return new LevelField(analysis, null, level, statistic, Slice(analysis, level, statistic is FieldStatistic.Spread));
    }

    /// <summary>The mean of one analysis minus that of another, at a level.</summary>
    /// <exception cref="InvalidDataException">One has no fields or no such level, or the grids differ.</exception>
    public static LevelField Increment(Analysis before, Analysis analysis, double pressureHpa)
    {
        Drawable.RequireFields(before);
        Drawable.RequireFields(analysis);
        Drawable.RequireSameGrid(before, analysis);
        var level = Drawable.Level(analysis, pressureHpa);
        var (from, to) = (Slice(before, level, false), Slice(analysis, level, false));
        return new LevelField(analysis, before, level, FieldStatistic.Increment, [.. to.Zip(from, (later, earlier) => later - earlier)]);
    }

    /// <summary>A scale with round ends over all of some fields of one statistic; symmetrical round 0 for increments.</summary>
    public static ColourScale Scale(IReadOnlyList<LevelField> fields)
    {
        var finite = fields.Select(field => field.Summary).Where(summary => double.IsFinite(summary.Mean)).ToArray();
        var (low, high) = finite.Length == 0 ? (0, 1) : (finite.Min(summary => summary.Minimum), finite.Max(summary => summary.Maximum));
        switch (fields[0].Statistic)
        {
            case FieldStatistic.Mean:
                var step = RoundNumbers.Step(Math.Max(high - low, 1), 6);
                return new ColourScale(ColourMap.Temperature, Math.Floor(low / step) * step, Math.Max(Math.Ceiling(high / step), Math.Floor(low / step) + 1) * step);
            case FieldStatistic.Spread:
                return new ColourScale(ColourMap.Spread, 0, RoundUp(high));
            default:
                var most = RoundUp(Math.Max(-low, high));
                return new ColourScale(ColourMap.Difference, -most, most);
        }

        // An analysis minus itself is nothing everywhere, and a scale still needs a width.
        static double RoundUp(double value) => value > 1e-6 ? Math.Ceiling((value / RoundNumbers.Step(value, 6)) - 1e-6) * RoundNumbers.Step(value, 6) : 1;
    }

    /// <summary>A scale between given ends.</summary>
    public ColourScale ScaleBetween(double low, double high) => new(
        Statistic switch
        {
            FieldStatistic.Mean => ColourMap.Temperature,
            FieldStatistic.Spread => ColourMap.Spread,
            _ => ColourMap.Difference,
        },
        low, high);

    private static float[] Slice(Analysis analysis, int level, bool spread)
    {
        var cells = analysis.Grid.Horizontal.CellCount;
        return (spread ? analysis.SpreadK : analysis.MeanK).AsSpan(level * cells, cells).ToArray();
    }
}
