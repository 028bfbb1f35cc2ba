using System.Net;
using Slams.Publisher.Notifications;

namespace Slams.Publisher.Configuration;

/// <summary>What is wrong with the settings of notifications, each with its key below <c>Publisher</c>.</summary>
internal static class NotificationValidation
{
    private const int ShortestSecretBytes = 24;

    public static IEnumerable<(string Key, string Problem)> Problems(NotificationOptions options)
    {
        const string section = "Notifications:";
        if (options.PublicUrl.Length > 0 && !IsHttp(options.PublicUrl))
        {
            yield return ($"{section}{nameof(options.PublicUrl)}", $"must be an http(s) address, not '{options.PublicUrl}'");
        }

        for (var i = 0; i < options.AllowedNetworks.Count; i++)
        {
            if (!IPNetwork.TryParse(options.AllowedNetworks[i], out _))
            {
                yield return (
                    FormattableString.Invariant($"{section}{nameof(options.AllowedNetworks)}:{i}"),
                    $"must be a network, as 10.20.0.0/16, not '{options.AllowedNetworks[i]}'");
            }
        }

        for (var i = 0; i < options.Webhooks.Count; i++)
        {
            var (webhook, key) = (options.Webhooks[i], FormattableString.Invariant($"{section}Webhooks:{i}:"));
            if (webhook.Name.Length is 0 or > 40 || webhook.Name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '-'))
            {
                yield return ($"{key}{nameof(webhook.Name)}", $"must be 1 to 40 letters, digits and dashes, not '{webhook.Name}'");
            }
            else if (options.Webhooks.Take(i).Any(other => other.Name == webhook.Name))
            {
                yield return ($"{key}{nameof(webhook.Name)}", $"must differ from the others: '{webhook.Name}' is there twice");
            }

            if (!IsHttp(webhook.Url) || new Uri(webhook.Url).UserInfo.Length > 0)
            {
                // Not the value: such addresses are often secrets.
                yield return ($"{key}{nameof(webhook.Url)}", "must be an http(s) address without a user");
            }

            if (webhook.Secret.Length > 0 && !(WebhookSignature.Key(webhook.Secret)?.Length >= ShortestSecretBytes))
            {
                // Not the value: it is a secret.
                yield return ($"{key}{nameof(webhook.Secret)}", FormattableString.Invariant($"must be base64 of at least {ShortestSecretBytes} bytes"));
            }

            if (webhook.Timeout <= TimeSpan.Zero || webhook.Timeout > TimeSpan.FromMinutes(10))
            {
                yield return ($"{key}{nameof(webhook.Timeout)}", "must be positive and at most ten minutes");
            }
        }
    }

    private static bool IsHttp(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps);
}
