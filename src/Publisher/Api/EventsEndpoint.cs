using System.Text.Json;
using Microsoft.Extensions.Options;
using Slams.Publisher.Configuration;
using Slams.Publisher.Events;

namespace Slams.Publisher.Api;

/// <summary>Server-sent events: one <c>analysis</c> event per publication, resumed by Last-Event-ID.</summary>
internal static class EventsEndpoint
{
    public static void Map(RouteGroupBuilder api) => api.MapRead("/events", StreamAsync)
        .WithName("GetEvents").WithSummary("Server-sent events: one 'analysis' for each publication; resumes by Last-Event-ID.")
        .Produces<string>(StatusCodes.Status200OK, contentType: "text/event-stream");

    private static async Task<IResult> StreamAsync(
        HttpContext context, EventHub hub, IOptions<PublisherOptions> options, TimeProvider clock, IHostApplicationLifetime lifetime)
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            SayWhatFollows(context.Response);
            return Results.Empty;
        }

        using var subscription = hub.Subscribe(context.Request.Headers["Last-Event-ID"], out var missed);
        if (subscription is null)
        {
            context.Response.Headers.RetryAfter = "30";
            return Problems.Busy("There are too many clients of the event stream.");
        }

        SayWhatFollows(context.Response);
        using var abort = subscription.Overflow.Register(context.Abort);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        try
        {
            await WriteAsync(context.Response, "retry: 3000\n: connected\n\n", stop.Token);
            foreach (var item in missed)
            {
                await WriteAsync(context.Response, Format(item), stop.Token);
            }

            await FollowAsync(context.Response, subscription, options.Value.EventHeartbeat, clock, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The client went away, was too slow, or the host stops: the end of a stream like any other.
        }

        return Results.Empty;
    }

    private static void SayWhatFollows(HttpResponse response)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        // Reverse proxies that buffer would hold events back.
        response.Headers["X-Accel-Buffering"] = "no";
    }

    private static async Task FollowAsync(
        HttpResponse response, EventSubscription subscription, TimeSpan heartbeat, TimeProvider clock, CancellationToken cancellationToken)
    {
        var waiting = subscription.Events.WaitToReadAsync(cancellationToken).AsTask();
        while (true)
        {
            try
            {
                if (!await waiting.WaitAsync(heartbeat, clock, cancellationToken))
                {
                    return;
                }
            }
            catch (TimeoutException)
            {
                await WriteAsync(response, ": alive\n\n", cancellationToken);
                continue;
            }

            while (subscription.Events.TryRead(out var item))
            {
                await WriteAsync(response, Format(item), cancellationToken);
            }

            waiting = subscription.Events.WaitToReadAsync(cancellationToken).AsTask();
        }
    }

    private static string Format(AnalysisEvent item) =>
        $"id: {item.Id}\nevent: analysis\ndata: {JsonSerializer.Serialize(CycleListItem.Of(item.Summary), ApiJson.Default.CycleListItem)}\n\n";

    private static async Task WriteAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        await response.WriteAsync(text, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
