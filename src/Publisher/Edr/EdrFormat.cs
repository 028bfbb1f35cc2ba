using Microsoft.Net.Http.Headers;

namespace Slams.Publisher.Edr;

/// <summary>A format of answers to queries.</summary>
/// <param name="Name">Name in <c>f</c>.</param>
/// <param name="MediaType">Media type of the answer.</param>
/// <param name="Accepted">Media types that ask for it.</param>
internal sealed record EdrFormat(string Name, string MediaType, IReadOnlyList<string> Accepted)
{
    public static EdrFormat CoverageJson { get; } =
        new("CoverageJSON", "application/prs.coverage+json", ["application/prs.coverage+json", "application/json"]);

    public static EdrFormat Csv { get; } = new("CSV", "text/csv", ["text/csv"]);

    /// <summary>All formats; the first is the default.</summary>
    public static IReadOnlyList<EdrFormat> All { get; } = [CoverageJson, Csv];

    /// <summary>The format that <c>f</c> names, else the one the client likes best (RFC 9110, section 12.5.1).</summary>
    /// <exception cref="RequestProblem"><c>f</c> names none (400), or none is acceptable (406).</exception>
    public static EdrFormat Choose(string? f, HttpRequest request)
    {
        if (!string.IsNullOrEmpty(f))
        {
            return All.FirstOrDefault(format => string.Equals(format.Name, f, StringComparison.OrdinalIgnoreCase))
                ?? throw new RequestProblem($"'f' is {string.Join(" or ", All.Select(format => format.Name))}.");
        }

        var liked = request.GetTypedHeaders().Accept;
        if (liked.Count == 0)
        {
            return CoverageJson;
        }

        return liked
            .Where(type => type.Quality is not 0)
            .OrderByDescending(type => type.Quality ?? 1)
            .Select(type => All.FirstOrDefault(format => format.Accepted.Any(name => new MediaTypeHeaderValue(name).IsSubsetOf(type))))
            .FirstOrDefault(format => format is not null)
            ?? throw new RequestProblem(
                $"Answers are given as {string.Join(" or ", All.Select(format => format.MediaType))}.", StatusCodes.Status406NotAcceptable);
    }

    /// <summary>Documents that describe the service come as JSON alone.</summary>
    /// <exception cref="RequestProblem">Something else is wanted.</exception>
    public static void RequireJson(string? f)
    {
        if (f is not (null or "" or "json"))
        {
            throw new RequestProblem("'f' is json here.");
        }
    }
}
