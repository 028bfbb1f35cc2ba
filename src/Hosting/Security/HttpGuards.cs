using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Slams.Hosting.Security;

/// <summary>What every request passes first.</summary>
public static class HttpGuards
{
    /// <summary>Refuses bodies that are too long, then requests without the scope that their endpoint asks for.</summary>
    public static IApplicationBuilder UseHttpGuards(this IApplicationBuilder app)
    {
        var longest = app.ApplicationServices.GetRequiredService<IOptions<HttpOptions>>().Value.MaxBodyBytes;
        app.Use((context, next) =>
        {
            if (context.Request.ContentLength > longest)
            {
                context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                // What follows the head would be read as the next request's beginning, or have to be thrown away.
                context.Response.Headers.Connection = "close";
                return Task.CompletedTask;
            }

            return next(context);
        });
        app.UseAuthentication();
        app.UseAuthorization();
        return app;
    }
}
