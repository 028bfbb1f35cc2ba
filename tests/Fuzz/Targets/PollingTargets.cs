using System.Net;
using System.Text;
using Amazon.Runtime;
using Slams.Fuzz.Support;
using Slams.Hosting.Ingest;
using Slams.Ingest.Polling;
using Slams.Ingest.Polling.Http;
using Slams.Ingest.Polling.S3;
using Slams.Ingest.Polling.Wis2;
using Slams.ObjectStorage;

namespace Slams.Fuzz.Targets;

/// <summary>What servers and brokers say of their files.</summary>
internal static class PollingTargets
{
    private static readonly HttpStatusCode[] Answers = [HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.InternalServerError, HttpStatusCode.PreconditionFailed];

    public static IEnumerable<FuzzTarget> Make() =>
    [
        new("notice", bytes => Named(Notice.Parse(bytes)), exception => exception is InvalidDataException),
        new("listing-html", ReadPage, Refusals.None),
        // Whoever polls takes all exceptions for an answer that is none: what is looked for here takes too long, or too much.
        new("listing-s3", ReadBucket, exception => exception is not OperationCanceledException),
    ];

    private static void ReadPage(byte[] bytes)
    {
        foreach (var (address, name, row) in LinkPage.Files(new Uri("http://files.example/data/"), Encoding.UTF8.GetString(bytes)))
        {
            Named(new RemoteFile(address.AbsoluteUri, SafeName.Of(address), row));
            _ = SafeName.Of(name, "data");
        }
    }

    private static void ReadBucket(byte[] bytes)
    {
        using var clients = new AnsweringClients(Answers[bytes.Length > 0 ? bytes[0] % Answers.Length : 0], bytes.Length > 0 ? bytes[1..] : []);
        using var client = S3Connections.Make(
            new S3Store("http://store.example", "") { ForcePathStyle = true, AccessKeyId = "key", SecretAccessKey = "secret" }, clients);
        var options = new S3PollOptions { Endpoint = "http://store.example", Bucket = "bucket", LookBack = TimeSpan.FromDays(36_500) };
        Sequences.Wait(async () =>
        {
            foreach (var file in (await new S3Remote(options, client, new FixedClock()).ListAsync(CancellationToken.None)).Files)
            {
                Named(file);
            }
        });
    }

    private static void Named(RemoteFile? file)
    {
        if (file is not null && (file.Name.Length is 0 or > 128 || file.Name[0] == '.' || Path.GetFileName(file.Name) != file.Name))
        {
            throw new InvalidOperationException($"'{file.Name}' is no name for a file.");
        }
    }

    /// <summary>Answers every request with the same bytes; a listing that says it goes on has an end all the same.</summary>
    private sealed class AnsweringClients(HttpStatusCode status, byte[] content) : HttpClientFactory, IDisposable
    {
        private readonly HttpClient _client = new(new Handler(status, content));

        public override HttpClient CreateHttpClient(IClientConfig clientConfig) => _client;

        public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

        public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

        public void Dispose() => _client.Dispose();

        private sealed class Handler(HttpStatusCode status, byte[] content) : HttpMessageHandler
        {
            private int _asked;

            protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(
                _asked++ < 3
                    ? new HttpResponseMessage(status) { Content = new ByteArrayContent(content), RequestMessage = request }
                    : throw new HttpRequestException("no more"));
        }
    }
}
