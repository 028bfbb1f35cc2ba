using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Slams.Hosting.Security;

/// <summary>
/// Knows API tokens, given as <c>Authorization: Bearer</c>, or as password of any user in Basic authentication, which browsers ask for of
/// themselves: the map page needs no login of its own.
/// </summary>
internal sealed class ApiTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> schemeOptions, ILoggerFactory loggers, UrlEncoder encoder, IOptions<AccessOptions> access)
    : AuthenticationHandler<AuthenticationSchemeOptions>(schemeOptions, loggers, encoder)
{
    public const string Bearer = "Bearer ", Basic = "Basic ";

    private const int LongestToken = 4096;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (header.Length == 0 || access.Value.Tokens.Count == 0)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        return Task.FromResult(TokenOf(header) is { } token && Find(token) is { } known
            ? AuthenticateResult.Success(new AuthenticationTicket(Principal(known), Scheme.Name))
            : AuthenticateResult.Fail("The token is not known."));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.Append(HeaderNames.WWWAuthenticate, "Bearer realm=\"slams\"");
        if (access.Value.Tokens.Count > 0)
        {
            Response.Headers.Append(HeaderNames.WWWAuthenticate, "Basic realm=\"slams\", charset=\"UTF-8\"");
        }

        return Task.CompletedTask;
    }

    /// <summary>Every hash is compared as a whole, so that the time taken tells neither which fits nor how much of it.</summary>
    private ApiTokenOptions? Find(string token)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        ApiTokenOptions? found = null;
        foreach (var known in access.Value.Tokens)
        {
            found = CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(known.Sha256)) ? known : found;
        }

        return found;
    }

    private ClaimsPrincipal Principal(ApiTokenOptions known) => new(new ClaimsIdentity(
        [new Claim(ClaimTypes.Name, known.Name), new Claim(AccessRequirement.Claim, known.Scope.ToString())], Scheme.Name));

    private static string? TokenOf(string header)
    {
        if (header.Length > LongestToken)
        {
            return null;
        }

        if (header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return header[Bearer.Length..].Trim();
        }

        var bytes = new byte[header.Length];
        if (!header.StartsWith(Basic, StringComparison.OrdinalIgnoreCase) || !Convert.TryFromBase64String(header[Basic.Length..].Trim(), bytes, out var length))
        {
            return null;
        }

        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        return pair.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon ? pair[(colon + 1)..] : null;
    }
}
