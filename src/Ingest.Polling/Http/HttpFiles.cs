using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace Slams.Ingest.Polling.Http;

/// <summary>Asks web servers for files.</summary>
/// <param name="client">Connects.</param>
/// <param name="time">The clock.</param>
internal sealed class HttpFiles(HttpClient client, TimeProvider time)
{
    private const int LongestTag = 1024;
    private static readonly ProductInfoHeaderValue Agent = new("SLAMS", typeof(HttpFiles).Assembly.GetName().Version!.ToString(3));

    /// <summary>Asks for what is at an address; elsewhere it is not looked for.</summary>
    /// <param name="address">The address.</param>
    /// <param name="known">What the server said of the version that is here; null for none.</param>
    /// <param name="authorization">Value of the header; empty sends none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RemoteException">The server answers something else.</exception>
    /// <exception cref="HttpRequestException">It cannot be reached.</exception>
    public async Task<RemoteAnswer> AskAsync(Uri address, Validators? known, string authorization, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(Agent);
        Add("Authorization", authorization.Length > 0 ? authorization : null);
        Add("If-None-Match", known?.Tag);
        request.Headers.IfModifiedSince = known?.Modified;
        var answer = await SendAsync(request, cancellationToken);
        try
        {
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                var headers = answer.Content.Headers;
                var said = new Validators(Tag(answer.Headers), headers.LastModified, headers.ContentLength);
                return new RemoteAnswer(true, await answer.Content.ReadAsStreamAsync(cancellationToken), said, answer);
            }

            var status = answer.StatusCode;
            var exception = Problem(answer, known is { Tag: not null } or { Modified: not null });
            answer.Dispose();
            return exception is not null ? throw exception : status == HttpStatusCode.NotModified ? RemoteAnswer.Unchanged : RemoteAnswer.Absent;
        }
        catch
        {
            answer.Dispose();
            throw;
        }

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // So the handler says that nobody has let it connect in time.
            throw new HttpRequestException($"{request.RequestUri!.Authority} does not answer.", exception);
        }
    }

    private RemoteException? Problem(HttpResponseMessage answer, bool wasConditional)
    {
        var status = (int)answer.StatusCode;
        var text = string.Create(CultureInfo.InvariantCulture, $"{answer.RequestMessage!.RequestUri!.Authority} answered {status}");
        return status switch
        {
            204 or 404 or 410 => null,
            304 when wasConditional => null,
            429 or 503 when Wait(answer.Headers.RetryAfter) is { } wait => new RemoteException($"{text}: come back in {wait:c}", isFinal: true, wait),
            408 or 425 or 429 or >= 500 => new RemoteException(text, isFinal: false),
            301 or 302 or 303 or 307 or 308 => new RemoteException($"{text}, and is not followed elsewhere", isFinal: true),
            206 => new RemoteException($"{text}, a part, though it was asked for all", isFinal: true),
            _ => new RemoteException(text, isFinal: true),
        };
    }

    private TimeSpan? Wait(RetryConditionHeaderValue? after) => (after?.Delta ?? (after?.Date - time.GetUtcNow())) is { } wait
        ? wait > TimeSpan.Zero ? TimeSpan.FromSeconds(Math.Ceiling(wait.TotalSeconds)) : TimeSpan.Zero
        : null;

    /// <summary>The tag as it is, well formed or not: it is only ever sent back. One that no header may have could not be.</summary>
    private static string? Tag(HttpResponseHeaders headers) =>
        headers.NonValidated.TryGetValues("ETag", out var values) && values.Count == 1 && values.ToString() is { Length: > 0 and <= LongestTag } tag && tag.All(c => c is >= ' ' and <= '~')
            ? tag
            : null;
}
