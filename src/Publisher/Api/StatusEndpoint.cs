using Slams.Publisher.Catalogue;
using Slams.Publisher.Delivery;

namespace Slams.Publisher.Api;

/// <summary>How the service is doing, for people and pages; for machines that act on it there are health and metrics.</summary>
internal static class StatusEndpoint
{
    public static void Map(RouteGroupBuilder api) => api.MapRead("/status", Get)
        .WithName("GetStatus").WithSummary("The newest analysis, its delay and observations, whether the next is overdue, and the lag.")
        .Produces<StatusDocument>();

    private static IResult Get(HttpContext context, Punctuality punctuality, DeliveryLanes lanes, TimeProvider clock)
    {
        context.Response.Headers.CacheControl = "no-store";
        var (now, timetable, state) = (clock.GetUtcNow(), punctuality.Now(), lanes.Served!.State);
        return TypedResults.Json(
            new StatusDocument(
                now, timetable is null ? null : LatestStatus.Of(timetable), timetable?.ExpectedBy, now > timetable?.ExpectedBy, state.Lag, state.IsActive,
                state.Failure),
            ApiJson.Default.StatusDocument);
    }
}
