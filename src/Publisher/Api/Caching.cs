using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;
using Slams.Publisher.Catalogue;

namespace Slams.Publisher.Api;

/// <summary>Entity tags: everything of a cycle changes exactly with the version of its analysis.</summary>
internal static class Caching
{
    public static EntityTagHeaderValue Tag(CycleSummary summary, string representation) => new($"\"{summary.Version}-{representation}\"");

    /// <summary>Tag of an answer that several cycles make.</summary>
    public static EntityTagHeaderValue Tag(IReadOnlyList<CycleSummary> summaries, string representation) =>
        Tag(summaries.Select(summary => summary.Version), representation);

    /// <summary>The same by their versions.</summary>
    public static EntityTagHeaderValue Tag(IEnumerable<string> versions, string representation) =>
        new($"\"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('|', versions))).AsSpan(0, 8))}-{representation}\"");

    /// <summary>Sets the tag and answers 304 when the client has this version, else makes the answer.</summary>
    public static IResult Conditional(HttpContext context, EntityTagHeaderValue tag, Func<IResult> answer)
    {
        context.Response.Headers.ETag = tag.ToString();
        // A cycle may be revised at any time: keep, but ask.
        context.Response.Headers.CacheControl = "no-cache";
        return Matches(context.Request.Headers.IfNoneMatch, tag) ? Results.StatusCode(StatusCodes.Status304NotModified) : answer();
    }

    private static bool Matches(StringValues header, EntityTagHeaderValue tag) =>
        EntityTagHeaderValue.TryParseList(header, out var tags)
        && tags.Any(candidate => candidate == EntityTagHeaderValue.Any || candidate.Compare(tag, useStrongComparison: false));
}
