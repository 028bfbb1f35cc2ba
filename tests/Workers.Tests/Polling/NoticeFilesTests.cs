using System.Net;
using System.Security.Cryptography;
using System.Text;
using Prometheus;
using Slams.Hosting.Ingest;
using Slams.Hosting.Observability;
using Slams.Ingest.Polling;
using Slams.Ingest.Polling.Http;
using Slams.Ingest.Polling.Wis2;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Polling;

/// <summary>A file that any of several links has is brought, whatever the others do.</summary>
public sealed class NoticeFilesTests : IDisposable
{
    private readonly Caches _caches = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task After_another_content_than_was_told_the_next_try_begins_with_the_next_link()
    {
        var (files, notice) = Of(_ => Caches.Give("forged"), _ => Caches.Give("one"));

        await Assert.ThrowsAsync<IOException>(() => ReadAsync(files, notice));

        Assert.Equal("one", await ReadAsync(files, notice));
        Assert.Equal(["/0", "/1"], _caches.Asked);
    }

    [Fact]
    public async Task After_a_link_that_breaks_off_the_next_try_begins_with_the_next_link()
    {
        var (files, notice) = Of(_ => Caches.Give(new BreakingStream()), _ => Caches.Give("one"));

        await Assert.ThrowsAsync<IOException>(() => ReadAsync(files, notice));

        Assert.Equal("one", await ReadAsync(files, notice));
    }

    [Fact]
    public async Task After_a_link_that_hangs_the_next_try_begins_with_the_next_link()
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var (files, notice) = Of(
            async token =>
            {
                await timeout.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
                return await Caches.Give("late");
            },
            _ => Caches.Give("one"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReadAsync(files, notice, timeout.Token));

        Assert.Equal("one", await ReadAsync(files, notice));
    }

    [Fact]
    public async Task A_link_that_fails_at_once_is_followed_by_the_next_in_the_same_try_and_those_by_the_one_after_them()
    {
        var (files, notice) = Of(_ => Caches.Give(HttpStatusCode.Forbidden), _ => Caches.Give("forged"), _ => Caches.Give("one"));

        await Assert.ThrowsAsync<IOException>(() => ReadAsync(files, notice));

        Assert.Equal("one", await ReadAsync(files, notice));
        Assert.Equal(["/0", "/1", "/2"], _caches.Asked);
    }

    [Fact]
    public async Task After_the_last_link_comes_the_first()
    {
        var first = new Queue<string>(["forged", "one"]);
        var (files, notice) = Of(_ => Caches.Give(first.Dequeue()), _ => Caches.Give("forged"));

        await Assert.ThrowsAsync<IOException>(() => ReadAsync(files, notice));
        await Assert.ThrowsAsync<IOException>(() => ReadAsync(files, notice));

        Assert.Equal("one", await ReadAsync(files, notice));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.Forbidden, HttpStatusCode.NotFound)]
    public async Task What_one_link_may_still_give_is_asked_for_again_though_another_refuses(HttpStatusCode first, HttpStatusCode second)
    {
        var (files, notice) = Of(_ => Caches.Give(first), _ => Caches.Give(second));

        var problem = await Assert.ThrowsAsync<RemoteException>(() => ReadAsync(files, notice));

        Assert.False(problem.IsFinal);
    }

    [Theory]
    [InlineData("one", "one", 0)]
    [InlineData("forged", "one", 1)]
    public async Task What_came_along_is_taken_or_where_it_is_another_than_was_told_what_is_at_a_link(string inline, string expected, int asked)
    {
        var (files, notice) = Of(_ => Caches.Give("one"));

        Assert.Equal(expected, await ReadAsync(files, notice with { Inline = Encoding.UTF8.GetBytes(inline) }));
        Assert.Equal(asked, _caches.Asked.Count);
    }

    [Fact]
    public async Task What_came_along_and_is_another_than_was_told_is_not_tried_again_where_there_is_no_link()
    {
        var (files, notice) = Of();

        var problem = await Assert.ThrowsAsync<RemoteException>(() => ReadAsync(files, notice with { Inline = Encoding.UTF8.GetBytes("forged") }));

        Assert.True(problem.IsFinal);
    }

    [Fact]
    public async Task A_file_is_in_the_spool_though_one_of_its_links_always_gives_another_content()
    {
        using var folder = new ScratchFolder();
        var (clock, logger) = (new HastyClock(), new PollBench.Messages());
        var spool = new Spool(folder["spool"], 1 << 20);
        spool.Open();
        var (files, notice) = Of(_ => Caches.Give("forged"), _ => Caches.Give("one"));
        var polls = new PipelineMetrics(Metrics.NewCustomRegistry()).Polls;
        var fetcher = new Fetcher("stations", "one", files, new RemoteTries("", new MqttOptions { Name = "one" }, null, clock, untilDeadline: true), spool, polls, clock, logger);

        Assert.True((await fetcher.FetchAsync(notice, new KnownArrivals([], _ => true, spool), Token)).Succeeded);

        Assert.Equal("one", await File.ReadAllTextAsync(Assert.Single(spool.Files()).Path, Token));
        Assert.Equal(["/0", "/1"], _caches.Asked);
        Assert.Empty(logger.Written);
    }

    public void Dispose() => _caches.Dispose();

    private static async Task<string> ReadAsync(NoticeFiles files, Notice notice, CancellationToken cancellationToken = default)
    {
        using var answer = await files.AskAsync(notice, null, cancellationToken);
        using var reader = new StreamReader(answer.Content!);
        return await reader.ReadToEndAsync(cancellationToken);
    }

    /// <summary>A notice of a file with the content <c>one</c>, and what asks its links.</summary>
    private (NoticeFiles Files, Notice Notice) Of(params Func<CancellationToken, Task<HttpResponseMessage>>[] answers)
    {
        for (var i = 0; i < answers.Length; i++)
        {
            _caches.Answers[$"/{i}"] = answers[i];
        }

        Uri[] links = [.. answers.Select((_, i) => new Uri($"https://cache.example/{i}"))];
        var told = new Integrity(HashAlgorithmName.SHA256, SHA256.HashData(Encoding.UTF8.GetBytes("one")));
        return (new NoticeFiles(new HttpFiles(new HttpClient(_caches), TimeProvider.System)), new Notice("data/1", "1.bufr", "1", links, null, told));
    }

    /// <summary>Answers without a network.</summary>
    private sealed class Caches : HttpMessageHandler
    {
        public Dictionary<string, Func<CancellationToken, Task<HttpResponseMessage>>> Answers { get; } = new(StringComparer.Ordinal);

        public List<string> Asked { get; } = [];

        public static Task<HttpResponseMessage> Give(string content) => Task.FromResult(new HttpResponseMessage { Content = new StringContent(content) });

        public static Task<HttpResponseMessage> Give(Stream content) => Task.FromResult(new HttpResponseMessage { Content = new StreamContent(content) });

        public static Task<HttpResponseMessage> Give(HttpStatusCode status) => Task.FromResult(new HttpResponseMessage(status));

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.Add(request.RequestUri!.AbsolutePath);
            var answer = await Answers[request.RequestUri.AbsolutePath](cancellationToken);
            answer.RequestMessage = request;
            return answer;
        }
    }

    /// <summary>A content that comes halfway.</summary>
    private sealed class BreakingStream : MemoryStream
    {
        private bool _given;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_given)
            {
                throw new IOException("The connection was reset.");
            }

            _given = true;
            buffer.Span[0] = (byte)'o';
            return new(1);
        }
    }
}
