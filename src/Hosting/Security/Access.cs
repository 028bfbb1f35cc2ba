using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Slams.Hosting.Configuration;

namespace Slams.Hosting.Security;

/// <summary>Adds tokens, scopes and limits of the HTTP side to a host.</summary>
public static class Access
{
    /// <summary>Name of the scheme of the identity provider.</summary>
    internal const string Oidc = "oidc";

    private const string Default = "slams", ApiToken = "api-token";

    /// <summary>Adds them once, however often it is called.</summary>
    public static void AddTo(IServiceCollection services, IConfiguration configuration)
    {
        if (services.Any(service => service.ServiceType == typeof(KestrelLimits)))
        {
            return;
        }

        services.AddCheckedOptions<AccessOptions>(configuration, AccessOptions.Section);
        services.AddCheckedOptions<HttpOptions>(configuration, HttpOptions.Section);
        services.AddSingleton<IValidateOptions<HttpOptions>>(new ServerCertificateCheck(configuration));
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<RenewedCertificate>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(provider => provider.GetRequiredService<RenewedCertificate>());
        services.AddSingleton<KestrelLimits>();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(provider => provider.GetRequiredService<KestrelLimits>());
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, OidcSetup>();
        services.AddAuthentication(Default)
            .AddPolicyScheme(Default, null, policy => policy.ForwardDefaultSelector = SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, ApiTokenHandler>(ApiToken, null)
            .AddJwtBearer(Oidc, _ => { });
        // What protects cookies comes with it, and would keep keys in the home folder from the start on; nothing here has cookies.
        foreach (var keys in services.Where(IsKeyKeeper).ToArray())
        {
            services.Remove(keys);
        }

        services.AddSingleton<IAuthorizationHandler, AccessHandler>();
        // What nobody has thought of needs a token too.
        services.AddAuthorizationBuilder()
            .AddPolicy(AccessPolicies.Read, Requires(AccessScope.Read))
            .AddPolicy(AccessPolicies.Operate, Requires(AccessScope.Operate))
            .SetFallbackPolicy(Requires(AccessScope.Read));
        services.AddHostedService<OpenDoors>();
    }

    private static bool IsKeyKeeper(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService) && service.ImplementationType?.Namespace?.StartsWith("Microsoft.AspNetCore.DataProtection", StringComparison.Ordinal) == true;

    private static AuthorizationPolicy Requires(AccessScope scope) => new AuthorizationPolicyBuilder().AddRequirements(new AccessRequirement(scope)).Build();

    /// <summary>A JWT has three parts; API tokens have no points.</summary>
    private static string SchemeOf(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return context.RequestServices.GetRequiredService<IOptions<AccessOptions>>().Value.Oidc.Authority.Length > 0
            && header.StartsWith(ApiTokenHandler.Bearer, StringComparison.OrdinalIgnoreCase) && header.AsSpan().Count('.') == 2
            ? Oidc
            : ApiToken;
    }
}
