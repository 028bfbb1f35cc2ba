using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using Slams.Publisher.Api;
using Slams.Publisher.Catalogue;
using Slams.Publisher.Configuration;
using Slams.Publisher.Edr.Documents;

namespace Slams.Publisher.Edr;

/// <summary>Documents that describe the service: landing page, conformance, collections (OGC 19-086r6, 7.2 to 8.1).</summary>
internal static class MetadataEndpoints
{
    private static readonly string[] Classes =
    [
        "http://www.opengis.net/spec/ogcapi-common-1/1.0/conf/core",
        "http://www.opengis.net/spec/ogcapi-common-2/1.0/conf/collections",
        "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/core",
        "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/collections",
        "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/json",
        "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/oas30",
        "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/covjson",
        "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/position",
        "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/area",
        "http://www.opengis.net/spec/ogcapi-edr-1/1.1/conf/cube",
    ];

    public static void Map(RouteGroupBuilder edr)
    {
        edr.MapRead("/", Landing).WithName("GetEdrLandingPage").Produces<LandingPage>().WithSummary("Entry of the environmental data retrieval.");
        edr.MapRead("/conformance", Claims).WithName("GetEdrConformance").Produces<Conformance>().WithSummary("Conformance classes.");
        edr.MapRead("/collections", Collections).WithName("ListEdrCollections").Produces<CollectionList>().WithSummary("The collections; none before the first analysis.");
        edr.MapRead($"/collections/{CollectionBuilder.Id}", Collection).WithName("GetEdrCollection").Produces<CollectionDocument>()
            .WithSummary("Extent, parameters and queries of the analyses.");
    }

    private static JsonHttpResult<LandingPage> Landing(HttpRequest request, IOptions<PublisherOptions> options, string? f)
    {
        EdrFormat.RequireJson(f);
        var root = Root(request, options.Value);
        return TypedResults.Json(
            new LandingPage(
                "SLAMS", "Ensemble analyses of the atmosphere, by OGC API - Environmental Data Retrieval.",
                [
                    new EdrLink($"{root}/", "self", "application/json"),
                    new EdrLink($"{root[..^4]}/openapi/v1.json", "service-desc", "application/vnd.oai.openapi+json;version=3.0"),
                    new EdrLink($"{root}/conformance", "conformance", "application/json"),
                    new EdrLink($"{root}/collections", "data", "application/json"),
                ]),
            EdrJson.Default.LandingPage);
    }

    private static JsonHttpResult<Conformance> Claims(string? f)
    {
        EdrFormat.RequireJson(f);
        return TypedResults.Json(new Conformance(Classes), EdrJson.Default.Conformance);
    }

    private static IResult Collections(HttpContext context, AnalysisStore store, EdrParameters parameters, IOptions<PublisherOptions> options, string? f)
    {
        EdrFormat.RequireJson(f);
        var root = Root(context.Request, options.Value);
        return Caching.Conditional(context, Caching.Tag(Described(store, root), "collections"), () => TypedResults.Json(
            new CollectionList(
                [new EdrLink($"{root}/collections", "self", "application/json")],
                CollectionBuilder.Build(store, parameters, root) is { } collection ? [collection] : []),
            EdrJson.Default.CollectionList));
    }

    private static IResult Collection(HttpContext context, AnalysisStore store, EdrParameters parameters, IOptions<PublisherOptions> options, string? f)
    {
        EdrFormat.RequireJson(f);
        var root = Root(context.Request, options.Value);
        return CollectionBuilder.Build(store, parameters, root) is { } collection
            ? Caching.Conditional(
                context, Caching.Tag(Described(store, root), "collection"), () => TypedResults.Json(collection, EdrJson.Default.CollectionDocument))
            : throw RequestProblem.NotFound("No analysis has been published yet.");
    }

    // Links are part of the answer: the same cycles have another document at another address.
    private static IEnumerable<string> Described(AnalysisStore store, string root) => store.Cycles.Select(cycle => cycle.Version).Append(root);

    // What a proxy is called outside, and below which path, no request says in a way that could be trusted.
    private static string Root(HttpRequest request, PublisherOptions options) =>
        $"{options.Notifications.PublicRoot ?? $"{request.Scheme}://{request.Host}{request.PathBase}"}/edr";
}
