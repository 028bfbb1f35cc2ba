using Slams.Core.Analyses;
using Slams.Publisher.Catalogue;

namespace Slams.Publisher.Api;

/// <summary>One field of one cycle.</summary>
internal static class FieldEndpoint
{
    public static void Map(RouteGroupBuilder api) => api.MapGet("/cycles/{cycle}/field", Get).WithName("GetField");

    private static IResult Get(
        HttpContext context, AnalysisStore store, string cycle, string? variable, string? level, string? statistic, string? format) =>
        CycleLookup.With(store, cycle, summary =>
        {
            if (FieldQuery.Parse(summary.Grid, variable, level, statistic, format, out var problem) is not { } query)
            {
                return Problems.BadRequest(problem);
            }

            return Caching.Conditional(context, Caching.Tag(summary, query.Binary ? "b" : "j"), () =>
                store.Open(summary) is { } analysis ? Answer(analysis, query) : CycleEndpoints.Gone(summary));
        });

    private static IResult Answer(Analysis analysis, FieldQuery query)
    {
        var grid = analysis.Grid.Horizontal;
        var pressure = analysis.Grid.PressureLevelsPa[query.Level];
        var field = query.Statistic == FieldStatistic.Mean ? analysis.MeanK : analysis.SpreadK;
        var values = field.AsSpan(query.Level * grid.CellCount, grid.CellCount);
        return query.Binary
            ? Results.Bytes(FieldBinary.Encode(grid, pressure, values), FieldBinary.ContentType)
            : Results.Bytes(FieldJson.Encode(analysis.Cycle.Key, grid, pressure, query.Statistic, values), "application/json");
    }
}
