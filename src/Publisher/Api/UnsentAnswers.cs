using System.Net;
using Microsoft.Extensions.Options;
using Slams.Publisher.Configuration;
using Slams.Publisher.Observability;

namespace Slams.Publisher.Api;

/// <summary>
/// Answers to queries on their way, which stay in memory until their clients have read them. When they hold more than
/// <see cref="PublisherOptions.MaxUnsentBytes"/>, the address with the most of it loses its oldest: who reads slowly pays himself, and
/// nobody waits for him.
/// </summary>
internal sealed class UnsentAnswers(IOptions<PublisherOptions> options, PublisherMetrics metrics)
{
    private readonly Lock _lock = new();
    private readonly LinkedList<Answer> _oldestFirst = [];
    private long _bytes;

    /// <summary>Number of answers on their way.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _oldestFirst.Count;
            }
        }
    }

    /// <summary>Counts an answer until it is disposed of; the newest is never the one that is cut off.</summary>
    public IDisposable Add(HttpContext context, long bytes)
    {
        var added = new Answer(this, context, context.Connection.RemoteIpAddress, bytes);
        lock (_lock)
        {
            while (_bytes + bytes > options.Value.MaxUnsentBytes && _oldestFirst.Count > 0)
            {
                var slow = _oldestFirst.GroupBy(answer => answer.Address).MaxBy(answers => answers.Sum(answer => answer.Bytes))!.First();
                Remove(slow);
                // Under the lock: once an answer has been sent, its context is that of the connection's next request.
                slow.Context.Abort();
                metrics.AnswerDropped();
            }

            _oldestFirst.AddLast(added.Node);
            _bytes += bytes;
        }

        return added;
    }

    private void Remove(Answer answer)
    {
        if (answer.Node.List is not null)
        {
            _oldestFirst.Remove(answer.Node);
            _bytes -= answer.Bytes;
        }
    }

    private sealed class Answer : IDisposable
    {
        private readonly UnsentAnswers _all;

        public Answer(UnsentAnswers all, HttpContext context, IPAddress? address, long bytes)
        {
            (_all, Context, Address, Bytes) = (all, context, address, bytes);
            Node = new LinkedListNode<Answer>(this);
        }

        public HttpContext Context { get; }

        public IPAddress? Address { get; }

        public long Bytes { get; }

        public LinkedListNode<Answer> Node { get; }

        public void Dispose()
        {
            lock (_all._lock)
            {
                _all.Remove(this);
            }
        }
    }
}
