using Slams.Hosting.Configuration;

namespace Slams.Publisher.Configuration;

/// <summary>One address that notices are posted to, <c>Publisher:Notifications:Webhooks:N</c>.</summary>
public sealed class WebhookOptions
{
    /// <summary>Short name: its place in the log and its metrics go by it.</summary>
    public string Name { get; set; } = "";

    /// <summary>The address, http or https, of a public host or in one of the allowed networks.</summary>
    [Secret]
    public string Url { get; set; } = "";

    /// <summary>Key of the signature in base64, at least 24 bytes; nothing is signed without one.</summary>
    [Secret]
    public string Secret { get; set; } = "";

    /// <summary>How long an answer may take.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);
}
