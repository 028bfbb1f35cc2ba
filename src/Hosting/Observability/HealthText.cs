using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Slams.Hosting.Observability;

/// <summary>Health in words: the status on the first line, then a line for each check that has something to say.</summary>
public static class HealthText
{
    /// <summary>Options of an endpoint that answers for the checks with a tag.</summary>
    public static HealthCheckOptions Of(string tag) => new() { Predicate = check => check.Tags.Contains(tag), ResponseWriter = WriteAsync };

    private static Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.ContentType = "text/plain; charset=utf-8";
        var said = report.Entries
            .Where(entry => !string.IsNullOrEmpty(entry.Value.Description))
            .OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => $"\n{entry.Key}: {entry.Value.Description}");
        return context.Response.WriteAsync(report.Status + string.Concat(said), context.RequestAborted);
    }
}
