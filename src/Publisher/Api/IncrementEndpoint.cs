using System.ComponentModel;
using Slams.Publisher.Catalogue;

namespace Slams.Publisher.Api;

/// <summary>Comparison of two cycles: a field of one minus that of an earlier one.</summary>
internal static class IncrementEndpoint
{
    public static void Map(IEndpointRouteBuilder queries) => queries.MapRead("/cycles/{cycle}/increment", Get)
        .WithName("GetIncrement").WithSummary("One field of a cycle minus that of another.")
        .Produces<Stream>(StatusCodes.Status200OK, contentType: "application/json", additionalContentTypes: [FieldBinary.ContentType]);

    private static IResult Get(
        HttpContext context, AnalysisStore store, string cycle,
        [Description("The cycle to subtract; the one before when absent.")] string? from, [AsParameters] FieldRequest request) =>
        CycleLookup.With(store, cycle, summary =>
        {
            if (FieldQuery.Parse(summary.Grid, request, out var problem) is not { } query)
            {
                return Problems.BadRequest(problem);
            }

            return from is null
                ? store.Before(summary) is { } before ? Answer(context, store, summary, before, query) : Problems.NotFound("There is no cycle before this one.")
                : CycleLookup.With(store, from, other => Answer(context, store, summary, other, query));
        });

    private static IResult Answer(HttpContext context, AnalysisStore store, CycleSummary summary, CycleSummary from, FieldQuery query)
    {
        if (!Grids.Same(summary.Grid, from.Grid))
        {
            return Problems.BadRequest($"The cycles {summary.Cycle.Key} and {from.Cycle.Key} are on different grids.");
        }

        return Caching.Conditional(context, Caching.Tag([summary, from], query.Binary ? "b" : "j"), () =>
        {
            if (store.Open(summary) is not { } analysis)
            {
                return CycleEndpoints.Gone(summary);
            }

            if (store.Open(from) is not { } earlier)
            {
                return CycleEndpoints.Gone(from);
            }

            var values = query.Of(analysis).ToArray();
            var subtracted = query.Of(earlier);
            for (var cell = 0; cell < values.Length; cell++)
            {
                values[cell] -= subtracted[cell];
            }

            return FieldEndpoint.Answer(analysis, from.Cycle.Key, query, values);
        });
    }
}
