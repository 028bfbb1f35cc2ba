using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Slams.Publisher.Configuration;

/// <summary>Pages of other origins may read what the settings let them; none unless configured.</summary>
internal sealed class CrossOrigin(IOptions<PublisherOptions> publisher) : IConfigureOptions<CorsOptions>
{
    public void Configure(CorsOptions options) => options.AddDefaultPolicy(policy => policy
        .WithOrigins([.. publisher.Value.CorsOrigins])
        .WithMethods(HttpMethods.Get, HttpMethods.Head)
        .WithHeaders(HeaderNames.Accept, HeaderNames.Authorization, HeaderNames.IfNoneMatch, HeaderNames.IfRange, HeaderNames.Range, "Last-Event-ID")
        .WithExposedHeaders(
            HeaderNames.ETag, HeaderNames.Link, HeaderNames.ContentRange, HeaderNames.ContentDisposition, HeaderNames.RetryAfter)
        .SetPreflightMaxAge(TimeSpan.FromHours(1)));

    /// <summary>Whether a text is an origin: scheme, host and port with nothing after them; or any origin, <c>*</c>.</summary>
    public static bool IsOrigin(string text) =>
        text == "*"
        || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && text == uri.GetLeftPart(UriPartial.Authority));
}
