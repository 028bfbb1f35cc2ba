namespace Slams.Publisher.Configuration;

/// <summary>Settings of the notifications, section <c>Publisher:Notifications</c>.</summary>
public sealed class NotificationOptions
{
    /// <summary>Whether a message goes into the notifications topic for each analysis.</summary>
    public bool Topic { get; set; }

    /// <summary>Address under which clients reach the publisher, for links; <see cref="PublisherOptions.Url"/> when empty.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>What the identifiers of the data begin with.</summary>
    public string DataIdPrefix { get; set; } = "slams";

    /// <summary>Addresses that every notice is posted to.</summary>
    public IList<WebhookOptions> Webhooks { get; } = [];
}
