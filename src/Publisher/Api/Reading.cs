namespace Slams.Publisher.Api;

/// <summary>Resources that can be read and nothing else.</summary>
internal static class Reading
{
    private const string Allowed = "GET, HEAD, OPTIONS";

    /// <summary>
    /// Maps a resource to GET, to HEAD, and to OPTIONS, which says what is allowed (RFC 9110, 9.3). Only GET is described. Other
    /// methods get 405 from routing.
    /// </summary>
    public static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, Delegate handler)
    {
        routes.MapMethods(pattern, [HttpMethods.Head], handler).ExcludeFromDescription();
        routes.MapOptions(pattern);
        return routes.MapGet(pattern, handler);
    }

    /// <summary>Maps OPTIONS of a resource that something else maps to GET and HEAD.</summary>
    public static void MapOptions(this IEndpointRouteBuilder routes, string pattern) =>
        routes.MapMethods(pattern, [HttpMethods.Options], (HttpContext context) =>
        {
            context.Response.Headers.Allow = Allowed;
            return Results.NoContent();
        }).ExcludeFromDescription();

    /// <summary>For resources that read fields: of their requests so many at a time are worked on.</summary>
    public static RouteGroupBuilder MapQueries(this RouteGroupBuilder routes) =>
        routes.MapGroup("").AddEndpointFilter(((IEndpointRouteBuilder)routes).ServiceProvider.GetRequiredService<QueryLimit>());
}
