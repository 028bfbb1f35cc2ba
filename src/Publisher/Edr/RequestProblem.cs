namespace Slams.Publisher.Edr;

/// <summary>A request that cannot be answered as it stands; becomes a problem document (RFC 9457) with this status and detail.</summary>
internal sealed class RequestProblem(string detail, int status = StatusCodes.Status400BadRequest) : Exception(detail)
{
    /// <summary>HTTP status of the answer.</summary>
    public int Status { get; } = status;

    public static RequestProblem NotFound(string detail) => new(detail, StatusCodes.Status404NotFound);

    /// <summary>The answer would be larger than the service gives; the detail says the limit.</summary>
    public static RequestProblem TooLarge(string detail) => new(detail, StatusCodes.Status413PayloadTooLarge);
}
