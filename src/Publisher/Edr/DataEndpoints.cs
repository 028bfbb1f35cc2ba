using System.ComponentModel;
using Microsoft.Extensions.Options;
using Slams.Publisher.Api;
using Slams.Publisher.Catalogue;
using Slams.Publisher.Configuration;

namespace Slams.Publisher.Edr;

/// <summary>The data queries of the collection: position, area and cube (OGC 19-086r6, 8.2).</summary>
internal static class DataEndpoints
{
    public static void Map(RouteGroupBuilder collection)
    {
        collection.MapRead("/position", Position).Describe("GetPosition").WithSummary("Values interpolated to one or several positions.");
        collection.MapRead("/area", Area).Describe("GetArea").WithSummary("Values at the grid's points within a polygon; interpolated between them where it holds fewer than four.");
        collection.MapRead("/cube", Cube).Describe("GetCube").WithSummary("Values at the grid's points within a box; interpolated between them where it holds fewer than four.");
    }

    private static RouteHandlerBuilder Describe(this RouteHandlerBuilder query, string name) => query
        .WithName(name)
        .Produces<Stream>(StatusCodes.Status200OK, contentType: EdrFormat.CoverageJson.MediaType, additionalContentTypes: [EdrFormat.Csv.MediaType])
        .ProducesProblem(StatusCodes.Status406NotAcceptable)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    private static IResult Position(
        HttpContext context, AnalysisStore store, EdrParameters parameters, IOptions<PublisherOptions> options, [AsParameters] EdrQuery query,
        [Description("POINT or MULTIPOINT in well-known text, longitude first.")] string? coords)
    {
        var points = GeometryQuery.Points(coords);
        var selection = Selection.Of(store, parameters, query, query.Z, options.Value);
        return Answer(context, store, options.Value, query, selection,
            [.. points.Select(point => new PointShape(selection.Grid.Horizontal, point.X, point.Y))]);
    }

    private static IResult Area(
        HttpContext context, AnalysisStore store, EdrParameters parameters, IOptions<PublisherOptions> options, [AsParameters] EdrQuery query,
        [Description("POLYGON or MULTIPOLYGON in well-known text, longitude first; across the antimeridian with longitudes beyond 180.")] string? coords)
    {
        var area = GeometryQuery.Area(coords);
        var selection = Selection.Of(store, parameters, query, query.Z, options.Value);
        return Answer(context, store, options.Value, query, selection, AreaShapes.Of(selection.Grid.Horizontal, area, Work(context, options.Value)));
    }

    private static IResult Cube(
        HttpContext context, AnalysisStore store, EdrParameters parameters, IOptions<PublisherOptions> options, [AsParameters] EdrQuery query,
        [Description("WEST,SOUTH,EAST,NORTH in degrees, or WEST,SOUTH,LOW,EAST,NORTH,HIGH with levels in hPa, which 'z' overrides; west of EAST may lie the antimeridian.")] string? bbox)
    {
        var box = BoxQuery.Parse(bbox);
        var selection = Selection.Of(store, parameters, query, string.IsNullOrEmpty(query.Z) ? box.Levels : query.Z, options.Value);
        return Answer(context, store, options.Value, query, selection,
            [AreaShapes.Of(selection.Grid.Horizontal, box, Work(context, options.Value))]);
    }

    private static AreaWork Work(HttpContext context, PublisherOptions options) => new(options.MaxAnswerValues, context.RequestAborted);

    private static IResult Answer(
        HttpContext context, AnalysisStore store, PublisherOptions options, EdrQuery query, Selection selection, IReadOnlyList<ICoverageShape> shapes)
    {
        var format = EdrFormat.Choose(query.F, context.Request);
        selection.RequireAtMost(options.MaxAnswerValues, shapes);
        context.Response.Headers.Vary = "Accept";
        return Caching.Conditional(context, Caching.Tag(selection.Cycles, $"{format.Name}-{selection.Parameters.Count}"), () =>
        {
            var coverages = CoverageSampler.Sample(store, selection, shapes, context.RequestAborted);
            // Values become text as the client reads: all of the text would hold several times their memory.
            var text = Results.Stream(
                stream => format == EdrFormat.Csv
                    ? CoverageCsv.WriteAsync(stream, coverages, context.RequestAborted)
                    : CoverageJson.WriteAsync(stream, coverages, context.RequestAborted),
                format.MediaType);
            return new QueryAnswer(text, coverages.Sum(coverage => coverage.Values.Sum(values => (long)values.Length * sizeof(float))));
        });
    }
}
