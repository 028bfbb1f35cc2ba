using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Slams.Hosting.Observability;
using Slams.Hosting.Resilience;
using Slams.Hosting.Security;
using Slams.Publisher.Api;
using Slams.Publisher.Catalogue;
using Slams.Publisher.Configuration;
using Slams.Publisher.Delivery;
using Slams.Publisher.Edr;
using Slams.Publisher.Events;
using Slams.Publisher.Feed;
using Slams.Publisher.Files;
using Slams.Publisher.Observability;
using Slams.Publisher.Notifications;
using Slams.Publisher.Page;

namespace Slams.Publisher;

/// <summary>Adds the publisher to a host.</summary>
public static class PublisherServices
{
    /// <summary>
    /// Adds the publisher with the settings of section <c>Publisher</c>, then <paramref name="configure"/>. The host provides the
    /// event log (<see cref="Slams.Streaming.Log.IEventLog"/>). Files are written also when no HTTP server is mapped.
    /// </summary>
    public static IHostApplicationBuilder AddPublisher(this IHostApplicationBuilder builder, Action<PublisherOptions>? configure = null)
    {
        builder.Services.AddPublisher(builder.Configuration, configure);
        return builder;
    }

    /// <summary>The same for a web application, which is also told the address to listen on.</summary>
    public static WebApplicationBuilder AddPublisher(this WebApplicationBuilder builder, Action<PublisherOptions>? configure = null)
    {
        builder.Services.AddPublisher(builder.Configuration, configure);
        var listen = builder.Configuration.GetSection(PublisherOptions.Section).Get<PublisherOptions>() ?? new PublisherOptions();
        configure?.Invoke(listen);
        builder.WebHost.UseUrls(listen.Url);
        return builder;
    }

    /// <summary>The same for a bare service collection.</summary>
    public static IServiceCollection AddPublisher(
        this IServiceCollection services, IConfiguration configuration, Action<PublisherOptions>? configure = null)
    {
        services.AddSingleton<IValidateOptions<PublisherOptions>, PublisherOptionsValidator>();
        var options = services.AddOptions<PublisherOptions>().Bind(configuration.GetSection(PublisherOptions.Section));
        // Unless it says otherwise, the publisher reads the topics that the other workers of the run write.
        options.Configure(publisher => publisher.TopicPrefix =
            configuration[$"{PublisherOptions.Section}:{nameof(PublisherOptions.TopicPrefix)}"] ?? configuration["Run:TopicPrefix"] ?? publisher.TopicPrefix);
        options.Configure(publisher => publisher.SessionTimeout =
            configuration.GetValue<TimeSpan?>($"{PublisherOptions.Section}:{nameof(PublisherOptions.SessionTimeout)}")
            ?? configuration.GetValue<TimeSpan?>("Run:SessionTimeout") ?? publisher.SessionTimeout);
        if (configure is not null)
        {
            options.Configure(configure);
        }

        options.PostConfigure(publisher =>
            publisher.Group = string.IsNullOrWhiteSpace(publisher.Group) ? PublisherOptions.GroupOf(publisher.TopicPrefix) : publisher.Group);

        options.ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        MetricsServer.AddTo(services, configuration);
        Circuits.AddTo(services);
        Access.AddTo(services, configuration);
        services.AddSingleton<PublisherMetrics>();
        services.TryAddSingleton<PipelineMetrics>();
        services.AddSingleton<EventHub>();
        services.AddSingleton<OutputFolder>();
        services.AddSingleton(provider => new AnalysisStore(
            provider.GetRequiredService<OutputFolder>(), provider.GetRequiredService<EventHub>(),
            provider.GetRequiredService<IOptions<PublisherOptions>>()));
        services.AddSingleton<RevisionHistory>();
        services.AddSingleton<CatalogueLoader>();
        services.AddSingleton<RetentionReports>();
        services.AddSingleton<Retention>();
        services.AddSingleton<CatalogueGate>();
        services.AddSingleton<DeliveryTools>();
        // The client's own messages have whole addresses, and those of webhooks are often secrets.
        services.AddHttpClient(WebhookSink.Client)
            .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<IOptions<PublisherOptions>>().Value.Notifications.CreateHandler())
            .RemoveAllLoggers();
        services.AddSingleton<AnnouncedFiles>();
        services.AddSingleton<NoticeMaker>();
        services.AddSingleton<ConfiguredExports>();
        services.AddSingleton<DeliveryLanes>();
        services.TryAddSingleton<IAnalysisFeed, LogAnalysisFeed>();
        services.AddSingleton<PageAssets>();
        services.AddSingleton<EdrParameters>();
        services.AddSingleton<Punctuality>();
        // In this order: the catalogue announces what the sinks before it have made durable.
        services.AddSingleton<IAnalysisSink, NetCdfFolderSink>();
        services.AddSingleton<IAnalysisSink, FeedbackCsvSink>();
        services.AddSingleton<IAnalysisSink, LatestPointerSink>();
        services.AddSingleton<IAnalysisSink, CatalogueSink>();
        services.AddHostedService<DeliveryService>();
        services.AddHealthChecks()
            .AddCheck<LivenessCheck>("publisher-alive", tags: [PublisherEndpoints.LiveTag])
            .AddCheck<ReadinessCheck>("publisher-ready", tags: [PublisherEndpoints.ReadyTag]);
        services.AddProblemDetails();
        services.AddCors();
        services.AddRateLimiter();
        services.AddSingleton<IConfigureOptions<CorsOptions>, CrossOrigin>();
        services.AddSingleton<IConfigureOptions<RateLimiterOptions>, HttpLimits>();
        services.AddSingleton<QueryLimit>();
        services.AddSingleton<UnsentAnswers>();
        ApiDescription.AddTo(services);
        services.AddResponseCompression(compression =>
        {
            // Over TLS too: the size of compressed text can tell a secret in it to who chooses other parts of it, and answers have none.
            compression.EnableForHttps = true;
            // Text alone: of a field's numbers a sixth would go, for four times the work.
            compression.MimeTypes =
            [
                "application/json", "application/problem+json", "text/html", "text/css", "text/javascript", .. EdrFormat.All.Select(format => format.MediaType),
            ];
            compression.Providers.Add<GzipCompressionProvider>();
            compression.Providers.Add<BrotliCompressionProvider>();
        });
        return services;
    }
}
