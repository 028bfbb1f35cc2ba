namespace Slams.Publisher.Api;

/// <summary>The answer to a query: made, and counted in <see cref="UnsentAnswers"/> while it is sent.</summary>
/// <param name="content">Writes it.</param>
/// <param name="bytes">What it holds in memory.</param>
internal sealed class QueryAnswer(IResult content, long bytes) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var unsent = httpContext.RequestServices.GetRequiredService<UnsentAnswers>().Add(httpContext, bytes);
        await content.ExecuteAsync(httpContext);
    }
}
