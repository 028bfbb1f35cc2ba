using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Slams.Publisher.Configuration;

namespace Slams.Publisher.Api;

/// <summary>
/// Lets so many queries at a time read fields; others wait, and beyond a number of these are refused. A query has its permit while its
/// answer is made and not while it is sent, so that a client that reads slowly holds none; <see cref="UnsentAnswers"/> bounds what then waits.
/// </summary>
internal sealed class QueryLimit(IOptions<PublisherOptions> options) : IEndpointFilter, IDisposable
{
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Value.MaxQueries,
        QueueLimit = options.Value.MaxWaitingQueries,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    /// <summary>Waits for a permit, which is given back when it is disposed of; not acquired where too many wait.</summary>
    public ValueTask<RateLimitLease> AcquireAsync(CancellationToken cancellationToken) => _limiter.AcquireAsync(1, cancellationToken);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        // What is returned is written later, without the permit.
        using var permit = await AcquireAsync(context.HttpContext.RequestAborted);
        return permit.IsAcquired ? await next(context) : Problems.TooMany(context.HttpContext, TimeSpan.FromSeconds(1), string.Create(
            CultureInfo.InvariantCulture,
            $"The limits are {options.Value.MaxQueries} queries at a time and {options.Value.MaxWaitingQueries} waiting."));
    }

    public void Dispose() => _limiter.Dispose();
}
