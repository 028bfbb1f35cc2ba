using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Slams.Core.Analyses;
using Slams.Publisher.Configuration;
using Slams.Publisher.Delivery;

namespace Slams.Publisher.Notifications;

/// <summary>
/// Posts each notice to one address: CloudEvents in the binary mode of the HTTP binding, signed as Standard Webhooks has it. Any answer
/// but 2xx is a failure, after which the same notice is posted again.
/// </summary>
internal sealed class WebhookSink(WebhookOptions options, NoticeMaker maker, IHttpClientFactory clients, TimeProvider clock) : IExportSink
{
    /// <summary>Name of the HTTP client.</summary>
    public const string Client = "webhooks";

    public string Name => $"webhook-{options.Name}";

    public async Task DeliverAsync(Analysis analysis, CancellationToken cancellationToken)
    {
        if (await maker.OfAsync(analysis, cancellationToken) is not { } notice)
        {
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new ReadOnlyMemoryContent(notice.Data) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(Notice.ContentType);
        var sent = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        // The client adds traceparent itself, of its own span where that is recorded.
        foreach (var (name, value) in notice.Attributes("ce-", Activity.Current))
        {
            request.Headers.Add(name, value);
        }

        request.Headers.Add("webhook-id", notice.Id);
        request.Headers.Add("webhook-timestamp", sent);
        if (options.Secret.Length > 0)
        {
            request.Headers.Add("webhook-signature", WebhookSignature.Of(options.Secret, notice.Id, sent, notice.Data.Span));
        }

        using var client = clients.CreateClient(Client);
        client.Timeout = options.Timeout;
        using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!answer.IsSuccessStatusCode)
        {
            throw new HttpRequestException(string.Create(
                CultureInfo.InvariantCulture, $"{new Uri(options.Url).Authority} answered {(int)answer.StatusCode}"));
        }
    }
}
