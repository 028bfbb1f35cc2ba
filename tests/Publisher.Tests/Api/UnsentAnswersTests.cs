using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Prometheus;
using Slams.Publisher.Api;
using Slams.Publisher.Configuration;
using Slams.Publisher.Observability;

namespace Slams.Publisher.Tests.Api;

public sealed class UnsentAnswersTests
{
    private readonly UnsentAnswers _answers = new(
        Options.Create(new PublisherOptions { MaxUnsentBytes = 100 }), new PublisherMetrics(Metrics.NewCustomRegistry()));

    [Fact]
    public void The_address_with_the_most_on_its_way_loses_its_oldest_answer()
    {
        var (other, oldest, newer, next) = (new Client(1), new Client(2), new Client(2), new Client(3));
        _answers.Add(other.Context, 35);
        _answers.Add(oldest.Context, 20);
        _answers.Add(newer.Context, 20);

        _answers.Add(next.Context, 30);

        Assert.Equal([false, true, false, false], new[] { other, oldest, newer, next }.Select(client => client.IsCutOff));
        Assert.Equal(3, _answers.Count);
    }

    [Fact]
    public void What_has_been_sent_no_longer_counts_and_its_connection_is_left_alone()
    {
        var (first, second) = (new Client(1), new Client(1));
        var sent = _answers.Add(first.Context, 60);
        sent.Dispose();
        sent.Dispose();

        _answers.Add(second.Context, 60);

        Assert.False(first.IsCutOff || second.IsCutOff);
        Assert.Equal(1, _answers.Count);
    }

    [Fact]
    public void One_answer_is_sent_however_large_it_is()
    {
        var (small, large) = (new Client(1), new Client(2));
        _answers.Add(small.Context, 10);

        using (_answers.Add(large.Context, 1000))
        {
            Assert.True(small.IsCutOff);
            Assert.False(large.IsCutOff);
        }

        Assert.Equal(0, _answers.Count);
    }

    private sealed class Client : IHttpRequestLifetimeFeature
    {
        public Client(byte address)
        {
            Context = new DefaultHttpContext();
            Context.Connection.RemoteIpAddress = new IPAddress([192, 0, 2, address]);
            Context.Features.Set<IHttpRequestLifetimeFeature>(this);
        }

        public DefaultHttpContext Context { get; }

        public bool IsCutOff { get; private set; }

        public CancellationToken RequestAborted { get; set; }

        public void Abort() => IsCutOff = true;
    }
}
