namespace Slams.Publisher.Api;

/// <summary>Resources that can be read and nothing else.</summary>
internal static class Reading
{
    private const string Allowed = "GET, HEAD, OPTIONS";
    private static readonly string[] GetAndHead = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>
    /// Maps a resource to GET and HEAD, and to OPTIONS, which says what is allowed (RFC 9110, 9.3). Of these, <see cref="ApiDescription"/>
    /// tells of GET alone. Other methods get 405 from routing.
    /// </summary>
    public static RouteHandlerBuilder MapRead(this IEndpointRouteBuilder routes, string pattern, Delegate handler)
    {
        routes.MapOptions(pattern);
        // One endpoint for both: code that calls the handler is made for each, at every start.
        return routes.MapMethods(pattern, GetAndHead, handler);
    }

    /// <summary>The same for what takes nothing of the request's path and query, and is not described; for this no code is made.</summary>
    public static void MapPlainRead(this IEndpointRouteBuilder routes, string pattern, RequestDelegate handler)
    {
        routes.MapOptions(pattern);
        routes.MapMethods(pattern, GetAndHead, handler).ExcludeFromDescription();
    }

    /// <summary>Maps OPTIONS of a resource that something else maps to GET and HEAD.</summary>
    public static void MapOptions(this IEndpointRouteBuilder routes, string pattern) =>
        routes.MapMethods(pattern, [HttpMethods.Options], (RequestDelegate)(context =>
        {
            context.Response.Headers.Allow = Allowed;
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        })).ExcludeFromDescription();

    /// <summary>For resources that read fields: of their requests so many at a time are worked on.</summary>
    public static RouteGroupBuilder MapQueries(this RouteGroupBuilder routes) =>
        routes.MapGroup("").AddEndpointFilter(((IEndpointRouteBuilder)routes).ServiceProvider.GetRequiredService<QueryLimit>());
}
