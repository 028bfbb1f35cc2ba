using System.Globalization;

namespace Slams.Publisher.Api;

/// <summary>Errors as problem documents (RFC 9457).</summary>
internal static class Problems
{
    public static IResult BadRequest(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    public static IResult NotFound(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status404NotFound);

    public static IResult Gone(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status410Gone);

    /// <summary>429 with the time after which to come back, in whole seconds and one at least.</summary>
    public static IResult TooMany(HttpContext context, TimeSpan wait, string detail)
    {
        context.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Results.Problem(detail, statusCode: StatusCodes.Status429TooManyRequests);
    }

    public static IResult Busy(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status503ServiceUnavailable);
}
