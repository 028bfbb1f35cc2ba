using Microsoft.Extensions.Options;
using Slams.Hosting.Observability;
using Slams.Hosting.Security;
using Slams.Publisher.Api;
using Slams.Publisher.Configuration;
using Slams.Publisher.Edr;
using Slams.Publisher.Page;

namespace Slams.Publisher;

/// <summary>Maps the publisher's doors onto a web application.</summary>
public static class PublisherEndpoints
{
    /// <summary>Tag of the health checks behind <c>/health/live</c>.</summary>
    public const string LiveTag = "live";

    /// <summary>Tag of the health checks behind <c>/health/ready</c>.</summary>
    public const string ReadyTag = "ready";

    /// <summary>Everything: page, API, health and metrics, with error handling and security headers.</summary>
    public static WebApplication MapPublisher(this WebApplication app)
    {
        app.UsePublisherErrors();
        app.MapPublisherApi();
        app.MapPublisherPage();
        app.MapHealthChecks("/health/live", HealthText.Of(LiveTag)).AllowAnonymous();
        app.MapHealthChecks("/health/ready", HealthText.Of(ReadyTag)).AllowAnonymous();
        MetricsServer.MapOnto(app);
        return app;
    }

    /// <summary>Security headers, other origins, limits, tokens, compression, and errors as problem documents that tell nothing of the inside.</summary>
    public static WebApplication UsePublisherErrors(this WebApplication app)
    {
        app.UseForwardedClients();
        app.Use((context, next) => SecurityHeaders.AddAsync(context, _ => next(context)));
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseCors();
        app.UseRateLimiter();
        // After these: what is refused for want of a token counts as a request, and a browser asks for the leave of other origins without one.
        app.UseHttpGuards();
        app.UseResponseCompression();
        return app;
    }

    /// <summary>
    /// The API under <c>/api/v1</c> and environmental data retrieval under <c>/edr</c> alone; where nothing is served, an answer that says so.
    /// </summary>
    public static IEndpointRouteBuilder MapPublisherApi(this IEndpointRouteBuilder routes)
    {
        if (!Serves(routes))
        {
            NothingServed.Map(routes);
            return routes;
        }

        var api = routes.MapGroup("/api/v1").WithTags("Analyses");
        CycleEndpoints.Map(api);
        FieldEndpoint.Map(api.MapQueries());
        EventsEndpoint.Map(api);
        IncrementEndpoint.Map(api.MapQueries());
        StatusEndpoint.Map(api);
        EdrEndpoints.Map(routes);
        routes.MapOpenApi(ApiDescription.Route).WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));
        routes.MapOptions(ApiDescription.Route);
        return routes;
    }

    /// <summary>The map page alone; nothing where nothing is served.</summary>
    public static IEndpointRouteBuilder MapPublisherPage(this IEndpointRouteBuilder routes)
    {
        if (Serves(routes))
        {
            PageEndpoints.Map(routes);
        }

        return routes;
    }

    private static bool Serves(IEndpointRouteBuilder routes) => routes.ServiceProvider.GetRequiredService<IOptions<PublisherOptions>>().Value.Files;
}
