using Microsoft.Extensions.Options;
using Slams.Hosting.Resilience;
using Slams.Publisher.Configuration;
using Slams.Publisher.Feed;
using Slams.Publisher.Observability;

namespace Slams.Publisher.Delivery;

/// <summary>What all lanes share.</summary>
internal sealed class DeliveryTools(
    IAnalysisFeed feed, PublisherMetrics metrics, Circuits circuits, IOptions<PublisherOptions> options, TimeProvider clock, ILogger<DeliveryLane> logger)
{
    public IAnalysisFeed Feed => feed;

    public PublisherMetrics Metrics => metrics;

    public Circuits Circuits => circuits;

    public PublisherOptions Options => options.Value;

    public TimeProvider Clock => clock;

    public ILogger Logger => logger;
}
