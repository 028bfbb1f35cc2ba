using System.Net;
using Slams.Hosting.Security;

namespace Slams.Publisher.Configuration;

/// <summary>Settings of the notifications, section <c>Publisher:Notifications</c>.</summary>
public sealed class NotificationOptions
{
    /// <summary>Whether a message goes into the notifications topic for each analysis.</summary>
    public bool Topic { get; set; }

    /// <summary>
    /// Address under which clients reach the publisher, for links in notices and at <c>/edr</c>; when empty, <see cref="PublisherOptions.Url"/>, and at
    /// <c>/edr</c> that of the request.
    /// </summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>What the identifiers of the data begin with.</summary>
    public string DataIdPrefix { get; set; } = "slams";

    /// <summary>Addresses that every notice is posted to.</summary>
    public IList<WebhookOptions> Webhooks { get; } = [];

    /// <summary>Networks that webhooks may reach though they are not public, for example <c>10.20.0.0/16</c> or <c>127.0.0.1/32</c>.</summary>
    public IList<string> AllowedNetworks { get; } = [];

    /// <summary><see cref="PublicUrl"/> without a slash at its end; null when empty.</summary>
    internal string? PublicRoot => PublicUrl.Length > 0 ? PublicUrl.TrimEnd('/') : null;

    /// <summary>A handler of HTTP that connects to public addresses and to these networks.</summary>
    internal SocketsHttpHandler CreateHandler() => new GuardedConnector(
        [.. AllowedNetworks.Select(network => IPNetwork.Parse(network))],
        $"{PublisherOptions.Section}:{nameof(PublisherOptions.Notifications)}:{nameof(AllowedNetworks)}").CreateHandler();
}
