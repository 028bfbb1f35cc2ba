namespace Slams.Publisher.Edr;

/// <summary>Turns <see cref="RequestProblem"/> into its problem document.</summary>
internal sealed class RequestProblemFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (RequestProblem problem)
        {
            return Results.Problem(problem.Message, statusCode: problem.Status);
        }
    }
}
