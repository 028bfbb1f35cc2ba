using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;

namespace Slams.Hosting.Security;

/// <summary>Sets up JWT bearer tokens by the settings: issuer, audience, time and signature are checked, then scopes are looked for.</summary>
internal sealed class OidcSetup(IOptions<AccessOptions> access) : IConfigureNamedOptions<JwtBearerOptions>
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    public void Configure(JwtBearerOptions options) => Configure(Options.DefaultName, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        var oidc = access.Value.Oidc;
        if (name != Access.Oidc || oidc.Authority.Length == 0)
        {
            return;
        }

        options.Authority = oidc.Authority;
        options.Audience = oidc.Audience;
        options.RequireHttpsMetadata = oidc.RequireHttps;
        options.MapInboundClaims = false;
        options.TokenValidationParameters.ClockSkew = Skew;
        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = context =>
            {
                var scopes = context.Principal!.Claims
                    .Where(claim => claim.Type is "scope" or "scp")
                    .SelectMany(claim => claim.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    .ToHashSet(StringComparer.Ordinal);
                // An identity of its own: claims of this type inside of the token would count otherwise.
                var identity = new ClaimsIdentity(
                    [.. Granted(oidc, scopes).Select(scope => new Claim(AccessRequirement.Claim, scope.ToString()))], Access.Oidc);
                context.Principal = new ClaimsPrincipal(identity);
                return Task.CompletedTask;
            },
        };
    }

    private static IEnumerable<AccessScope> Granted(OidcOptions oidc, HashSet<string> scopes)
    {
        if (scopes.Contains(oidc.ReadScope))
        {
            yield return AccessScope.Read;
        }

        if (scopes.Contains(oidc.OperateScope))
        {
            yield return AccessScope.Operate;
        }
    }
}
