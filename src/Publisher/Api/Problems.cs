namespace Slams.Publisher.Api;

/// <summary>Errors as problem documents (RFC 9457).</summary>
internal static class Problems
{
    public static IResult BadRequest(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status400BadRequest);

    public static IResult NotFound(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status404NotFound);

    public static IResult Gone(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status410Gone);

    public static IResult Busy(string detail) => Results.Problem(detail, statusCode: StatusCodes.Status503ServiceUnavailable);
}
