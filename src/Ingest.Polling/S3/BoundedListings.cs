using System.Globalization;
using System.Net;
using Amazon.Runtime;

namespace Slams.Ingest.Polling.S3;

/// <summary>
/// HTTP clients for the AWS SDK that hold what a store says, listings and errors, to a length: the SDK would take as much of it into memory as comes. Content
/// of objects passes; whoever writes it down has a limit of its own. Redirections are not followed, and tags of objects that are no hashes are not shown to the SDK.
/// </summary>
internal sealed class BoundedListings : HttpClientFactory
{
    // A page has a thousand keys at most, each of at most a kilobyte, which escapes make longer.
    private const int Longest = 16 << 20;

    // Digits of an MD5, by which the SDK checks content. It takes any other tag for a wrong one, but for those of uploads in parts, which have a hyphen.
    private const int TagDigits = 32;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Bound
    {
        InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5), MaxResponseHeadersLength = 32 },
    })
    {
        // Whoever asks says how long it may take.
        Timeout = Timeout.InfiniteTimeSpan,
    };

    private sealed class Bound : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            if (answer.StatusCode == HttpStatusCode.OK && !request.RequestUri!.Query.Contains("list-type=", StringComparison.Ordinal))
            {
                if (answer.Headers.NonValidated.TryGetValues("ETag", out var tag) && tag.ToString().Trim('"') is var digits
                    && !(digits.Length == TagDigits && digits.All(char.IsAsciiHexDigit)) && !digits.Contains('-', StringComparison.Ordinal))
                {
                    answer.Headers.Remove("ETag");
                }

                return answer;
            }

            try
            {
                if ((int)answer.StatusCode is >= 300 and < 400)
                {
                    // The SDK would.
                    throw new RemoteException(
                        string.Create(CultureInfo.InvariantCulture, $"{request.RequestUri!.Authority} answered {(int)answer.StatusCode}, and is not followed elsewhere"), isFinal: true);
                }

                await using var content = await answer.Content.ReadAsStreamAsync(cancellationToken);
                var whole = new ByteArrayContent(await ReadAsync(content, cancellationToken));
                foreach (var (name, values) in answer.Content.Headers.NonValidated)
                {
                    whole.Headers.TryAddWithoutValidation(name, values);
                }

                answer.Content = whole;
                return answer;
            }
            catch
            {
                answer.Dispose();
                throw;
            }
        }

        private static async Task<byte[]> ReadAsync(Stream content, CancellationToken cancellationToken)
        {
            using var all = new MemoryStream();
            var buffer = new byte[64 * 1024];
            while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            {
                all.Write(buffer, 0, read);
                if (all.Length > Longest)
                {
                    throw new RemoteException(string.Create(CultureInfo.InvariantCulture, $"the store answers with more than {Longest} bytes"), isFinal: true);
                }
            }

            return all.ToArray();
        }
    }
}
