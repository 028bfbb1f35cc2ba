using System.Globalization;
using Slams.Core.Analyses;
using Slams.Core.Grids;

namespace Slams.Publisher.Api;

/// <summary>Which field a request asks for.</summary>
internal sealed record FieldQuery(int Level, FieldStatistic Statistic, bool Binary)
{
    public const string Variable = "air_temperature";

    /// <summary>The field of an analysis, row-major from the south, K.</summary>
    public ReadOnlySpan<float> Of(Analysis analysis)
    {
        var cells = analysis.Grid.Horizontal.CellCount;
        return (Statistic == FieldStatistic.Mean ? analysis.MeanK : analysis.SpreadK).AsSpan(Level * cells, cells);
    }

    /// <summary>Reads the query; null with a message when it makes no sense for this grid.</summary>
    public static FieldQuery? Parse(StateGrid grid, FieldRequest request, out string problem)
    {
        var (variable, level, statistic, format) = (request.Variable, request.Level, request.Statistic, request.Format);
        problem = "";
        if (variable is not (null or Variable))
        {
            problem = $"The only 'variable' is {Variable}.";
            return null;
        }

        FieldStatistic? chosen = statistic switch
        {
            null or "mean" => FieldStatistic.Mean,
            "spread" => FieldStatistic.Spread,
            _ => null,
        };
        if (chosen is null)
        {
            problem = "'statistic' is mean or spread.";
            return null;
        }

        bool? binary = format switch { null or "json" => false, "binary" => true, _ => null };
        if (binary is null)
        {
            problem = "'format' is json or binary.";
            return null;
        }

        if (!double.TryParse(level, NumberStyles.Float, CultureInfo.InvariantCulture, out var pascal) || LevelAt(grid, pascal) is not { } index)
        {
            problem = $"'level' is a pressure in Pa, one of {string.Join(", ", grid.PressureLevelsPa.Select(p => p.ToString(CultureInfo.InvariantCulture)))}.";
            return null;
        }

        return new FieldQuery(index, chosen.Value, binary.Value);
    }

    private static int? LevelAt(StateGrid grid, double pascal)
    {
        for (var i = 0; i < grid.PressureLevelsPa.Count; i++)
        {
            // Levels come from files in single precision: a hundredth of a pascal is the same level.
            if (Math.Abs(grid.PressureLevelsPa[i] - pascal) < 0.01)
            {
                return i;
            }
        }

        return null;
    }
}
