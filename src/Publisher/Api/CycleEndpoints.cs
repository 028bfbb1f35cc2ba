using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Slams.Publisher.Catalogue;
using Slams.Publisher.Files;

namespace Slams.Publisher.Api;

/// <summary>List of cycles, one cycle, its file and its stations.</summary>
internal static class CycleEndpoints
{
    private const string NetCdf = "application/x-netcdf";

    private const int DefaultPage = 100, LargestPage = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapRead("/cycles", List).WithName("ListCycles").WithSummary("Cycles, newest first.").Produces<CycleList>();
        api.MapRead("/cycles/{cycle}", One).WithName("GetCycle").WithSummary("One cycle without its fields.").Produces<CycleDocument>();
        api.MapRead("/cycles/{cycle}/file", Download).WithName("GetCycleFile").WithSummary("The netCDF file, whole or in ranges.")
            .Produces<Stream>(StatusCodes.Status200OK, contentType: NetCdf);
        api.MapRead("/cycles/{cycle}/stations", Stations).WithName("GetCycleStations").WithSummary("Stations with their departures.")
            .Produces<StationList>();
        api.MapRead("/cycles/{cycle}/revisions", Revisions).WithName("ListRevisions")
            .WithSummary("Revisions of a cycle, newest first.").Produces<RevisionList>();
    }

    private static IResult List(
        HttpContext context, AnalysisStore store, [Description("Number of cycles, 1 to 1000; 100 when absent.")] string? limit,
        [Description("Only cycles before this one.")] string? before)
    {
        var size = DefaultPage;
        if (limit is not null && !(int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out size) && size is > 0 and <= LargestPage))
        {
            return Problems.BadRequest(string.Create(CultureInfo.InvariantCulture, $"'limit' is a number from 1 to {LargestPage}."));
        }

        if (before is not null && CycleKeys.TimeOf(before) is null)
        {
            return Problems.BadRequest("'before' is a cycle, for example 19870111T0600Z.");
        }

        var cycles = store.Cycles;
        var page = cycles.Reverse()
            .Where(summary => before is null || string.CompareOrdinal(summary.Cycle.Key, before) < 0)
            .Take(size + 1)
            .ToList();
        var next = page.Count > size
            ? string.Create(CultureInfo.InvariantCulture, $"api/v1/cycles?limit={size}&before={page[size - 1].Cycle.Key}")
            : null;
        if (next is not null)
        {
            context.Response.Headers.Link = $"<{context.Request.PathBase}/{next}>; rel=\"next\"";
        }

        var versions = page.Take(size).Select(summary => summary.Version).Append(string.Create(CultureInfo.InvariantCulture, $"{cycles.Count}|{next}"));
        return Caching.Conditional(context, Caching.Tag(versions, "list"), () => Json(
            new CycleList([.. page.Take(size).Select(CycleListItem.Of)], cycles.Count, next), ApiJson.Default.CycleList));
    }

    private static IResult One(HttpContext context, AnalysisStore store, string cycle) => CycleLookup.With(
        store, cycle, summary => Caching.Conditional(
            context, Caching.Tag(summary, "meta"), () => Json(CycleDocument.Of(summary), ApiJson.Default.CycleDocument)));

    private static IResult Revisions(HttpContext context, AnalysisStore store, RevisionHistory history, string cycle) => CycleLookup.With(store, cycle, summary =>
    {
        var known = history.Of(summary);
        return Caching.Conditional(context, Caching.Tag(known.Select(revision => revision.Version), "revisions"), () => Json(
            new RevisionList(summary.Cycle.Key, [.. known.Select(revision => RevisionDocument.Of(revision, summary))]),
            ApiJson.Default.RevisionList));
    });

    private static IResult Stations(HttpContext context, AnalysisStore store, string cycle) => CycleLookup.With(
        store, cycle, summary => Caching.Conditional(context, Caching.Tag(summary, "stations"), () =>
            store.Open(summary) is { } analysis
                ? Json(
                    new StationList(summary.Cycle.Key, summary.Provenance.Revision, [.. Summaries.Stations(analysis).Select(StationDocument.Of)]),
                    ApiJson.Default.StationList)
                : Gone(summary)));

    private static IResult Download(HttpContext context, AnalysisStore store, string cycle) => CycleLookup.With(
        store, cycle, summary =>
        {
            var file = new FileInfo(summary.File);
            if (!file.Exists)
            {
                return Gone(summary);
            }

            // Length and time of writing, not the version: the bytes also depend on settings such as members in files.
            var tag = string.Create(CultureInfo.InvariantCulture, $"\"{file.Length:x}-{file.LastWriteTimeUtc.Ticks:x}\"");
            context.Response.Headers.CacheControl = "no-cache";
            return Results.File(
                file.FullName, NetCdf, file.Name, file.LastWriteTimeUtc, new(tag), enableRangeProcessing: true);
        });

    internal static IResult Gone(CycleSummary summary) => Problems.Gone($"The file of cycle {summary.Cycle.Key} has been removed.");

    private static JsonHttpResult<T> Json<T>(T document, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) =>
        TypedResults.Json(document, type);
}
