using System.Globalization;
using System.IO.Enumeration;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Slams.Hosting.Ingest;

namespace Slams.Ingest.Polling.Http;

/// <summary>Files of a web server: at addresses that the settings give, or that pages list.</summary>
internal sealed class HttpRemote(HttpPollOptions options, HttpClient client, TimeProvider time) : IRemote
{
    private const int LongestPage = 8 << 20, LongestTag = 1024;
    private static readonly ProductInfoHeaderValue Agent = new("SLAMS", typeof(HttpRemote).Assembly.GetName().Version!.ToString(3));

    private Dictionary<string, (Validators Said, IReadOnlyList<RemoteFile> Files)> _pages = [];

    public async Task<RemoteListing> ListAsync(CancellationToken cancellationToken)
    {
        var addresses = TimeTemplate.Fill(options.Url, time.GetUtcNow(), options.LookBack, options.Step);
        if (options.Pattern.Length == 0)
        {
            return new RemoteListing([.. addresses.Select(address => ToFile(new Uri(address), null))], WasAsked: false);
        }

        var (pages, files) = (new Dictionary<string, (Validators, IReadOnlyList<RemoteFile>)>(StringComparer.Ordinal), new List<RemoteFile>());
        foreach (var address in addresses)
        {
            var known = _pages.TryGetValue(address, out var page);
            using var answer = await AskAsync(new Uri(address), known ? page.Said : null, cancellationToken);
            if (answer.Content is { } content)
            {
                page = (answer.Said!, [.. Links(new Uri(address), await TextAsync(content, cancellationToken))]);
            }

            if (answer.IsThere)
            {
                pages.Add(address, page);
                files.AddRange(page.Files);
            }
        }

        _pages = pages;
        return new RemoteListing(files, WasAsked: true);
    }

    public Task<RemoteAnswer> AskAsync(RemoteFile file, Validators? known, CancellationToken cancellationToken) =>
        AskAsync(new Uri(file.Address), known, cancellationToken);

    private async Task<RemoteAnswer> AskAsync(Uri address, Validators? known, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(Agent);
        Add("Authorization", options.Authorization.Length > 0 ? options.Authorization : null);
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

    private IEnumerable<RemoteFile> Links(Uri page, string text) => LinkPage.Files(page, text)
        .Where(link => FileSystemName.MatchesSimpleExpression(options.Pattern, link.Name, ignoreCase: false))
        .OrderBy(link => link.Name, StringComparer.Ordinal)
        .Select(link => ToFile(link.Address, link.Row));

    private static RemoteFile ToFile(Uri address, string? row) =>
        new(address.AbsoluteUri, SafeName.Of(Uri.UnescapeDataString(address.Segments[^1].TrimEnd('/')), address.Host), row);

    private static async Task<string> TextAsync(Stream content, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            text.Write(buffer, 0, read);
            if (text.Length > LongestPage)
            {
                throw new RemoteException(string.Create(CultureInfo.InvariantCulture, $"the listing is longer than {LongestPage} bytes"), isFinal: true);
            }
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
