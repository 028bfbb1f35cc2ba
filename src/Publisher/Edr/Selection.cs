using System.Globalization;
using Slams.Core.Grids;
using Slams.Publisher.Catalogue;
using Slams.Publisher.Configuration;

namespace Slams.Publisher.Edr;

/// <summary>Cycles, levels and parameters of a query.</summary>
internal sealed record Selection(IReadOnlyList<CycleSummary> Cycles, IReadOnlyList<int> Levels, IReadOnlyList<EdrParameter> Parameters, StateGrid Grid)
{
    private const string Crs84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

    /// <summary>Reads it.</summary>
    /// <exception cref="RequestProblem">It makes no sense (400), there is no such cycle (404), or there are too many (413).</exception>
    public static Selection Of(
        AnalysisStore store, EdrParameters parameters, EdrQuery query, string? levels, PublisherOptions options)
    {
        if (query.Crs is not (null or "" or "CRS84" or "OGC:CRS84" or Crs84))
        {
            throw new RequestProblem("The only 'crs' is CRS84.");
        }

        var cycles = TimeQuery.Parse(query.Datetime, [.. store.Cycles.Where(cycle => cycle.Grid.HasFields)]);
        if (cycles.Count > options.MaxAnswerCycles)
        {
            throw RequestProblem.TooLarge(string.Create(
                CultureInfo.InvariantCulture, $"'datetime' holds {cycles.Count} analyses; {options.MaxAnswerCycles} are the limit."));
        }

        var grid = cycles[^1].Grid;
        return cycles.All(cycle => Grids.Same(cycle.Grid, grid))
            ? new Selection(cycles, LevelQuery.Parse(levels, grid.PressureLevelsPa), parameters.Parse(query.ParameterName), grid)
            : throw new RequestProblem("The analyses of 'datetime' are on different grids; ask for each grid by itself.");
    }

    /// <summary>Refuses answers with more values than the service gives.</summary>
    /// <exception cref="RequestProblem">So it is (413).</exception>
    public void RequireAtMost(int maxValues, IReadOnlyList<ICoverageShape> shapes)
    {
        var values = shapes.Sum(shape => (long)shape.X.Count * shape.Y.Count) * Cycles.Count * Levels.Count * Parameters.Count;
        if (values > maxValues)
        {
            throw RequestProblem.TooLarge(string.Create(
                CultureInfo.InvariantCulture, $"The answer would have {values} values; {maxValues} are the limit."));
        }
    }
}
