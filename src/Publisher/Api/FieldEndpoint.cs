using Slams.Core.Analyses;
using Slams.Publisher.Catalogue;

namespace Slams.Publisher.Api;

/// <summary>One field of one cycle.</summary>
internal static class FieldEndpoint
{
    public static void Map(IEndpointRouteBuilder queries) => queries.MapRead("/cycles/{cycle}/field", Get)
        .WithName("GetField").WithSummary("One field of a cycle.")
        .Produces<Stream>(StatusCodes.Status200OK, contentType: "application/json", additionalContentTypes: [FieldBinary.ContentType]);

    private static IResult Get(HttpContext context, AnalysisStore store, string cycle, [AsParameters] FieldRequest request) =>
        CycleLookup.With(store, cycle, summary =>
        {
            if (FieldQuery.Parse(summary.Grid, request, out var problem) is not { } query)
            {
                return Problems.BadRequest(problem);
            }

            return Caching.Conditional(context, Caching.Tag(summary, query.Binary ? "b" : "j"), () =>
                store.Open(summary) is { } analysis ? Answer(analysis, null, query, query.Of(analysis)) : CycleEndpoints.Gone(summary));
        });

    /// <summary>Values on the grid of an analysis, those of cycle <paramref name="from"/> having been subtracted where it is given.</summary>
    public static IResult Answer(Analysis analysis, string? from, FieldQuery query, ReadOnlySpan<float> values)
    {
        var grid = analysis.Grid.Horizontal;
        var pressure = analysis.Grid.PressureLevelsPa[query.Level];
        var (bytes, type) = query.Binary
            ? (FieldBinary.Encode(grid, pressure, values), FieldBinary.ContentType)
            : (FieldJson.Encode(analysis.Cycle.Key, from, grid, pressure, query.Statistic, values), "application/json");
        return new QueryAnswer(Results.Bytes(bytes, type), bytes.Length);
    }
}
