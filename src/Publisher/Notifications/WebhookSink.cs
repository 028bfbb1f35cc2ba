using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using Slams.Core.Analyses;
using Slams.Publisher.Configuration;
using Slams.Publisher.Delivery;
using Slams.Streaming.Messages;

namespace Slams.Publisher.Notifications;

/// <summary>
/// Posts each notice to one address: CloudEvents in the binary mode of the HTTP binding, signed as Standard Webhooks has it. Any answer
/// but 2xx is a failure, after which the same notice is posted again.
/// </summary>
internal sealed class WebhookSink(WebhookOptions options, NoticeMaker maker, IHttpClientFactory clients, TimeProvider clock) : ITracedSink
{
    /// <summary>Name of the HTTP client.</summary>
    public const string Client = "webhooks";

    public string Name => $"webhook-{options.Name}";

    public async Task DeliverAsync(Analysis analysis, ActivityContext incoming, CancellationToken cancellationToken)
    {
        if (await maker.OfAsync(analysis, cancellationToken) is not { } notice)
        {
            return;
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new ReadOnlyMemoryContent(notice.Data) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(Notice.ContentType);
        var sent = clock.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var span = Activity.Current;
        var parent = TraceHeaders.ParentOf(span, incoming);
        foreach (var (name, value) in notice.Attributes("ce-", parent))
        {
            request.Headers.Add(name, value);
        }

        // Of a recorded span the client adds traceparent itself; what came in it does not know.
        if (parent is not null && TraceHeaders.ParentOf(span) is null)
        {
            request.Headers.Add(TraceHeaders.Parent, parent);
            if (TraceHeaders.StateOf(span, incoming) is { Length: > 0 } state)
            {
                request.Headers.TryAddWithoutValidation(TraceHeaders.State, state);
            }
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
