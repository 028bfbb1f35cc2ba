using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Slams.Hosting.Security;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Security;

public sealed class AccessTests
{
    private const string Reader = "a-token-that-may-read", Operator = "a-token-that-may-operate", Audience = "slams";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_tokens_anybody_may_read()
    {
        await using var publisher = await RunningPublisher.StartAsync();

        foreach (var path in new[] { "", "api/v1/cycles", "edr", "openapi/v1.json", "metrics", "health/live" })
        {
            Assert.Equal(HttpStatusCode.OK, await GetAsync(publisher, path, null));
        }
    }

    [Fact]
    public async Task With_tokens_every_door_but_health_asks_for_one_of_its_scope()
    {
        await using var publisher = await StartAsync();

        foreach (var path in new[] { "", "app.js", "api/v1/cycles", "api/v1/status", "api/v1/events", "edr", "openapi/v1.json", "no/such/page" })
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(publisher, path, null));
            Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(publisher, path, "Bearer another"));
            Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(publisher, path, $"Bearer {Sha256(Reader)}"));
        }

        foreach (var token in new[] { Reader, Operator })
        {
            Assert.Equal(HttpStatusCode.OK, await GetAsync(publisher, "api/v1/cycles", $"Bearer {token}"));
        }

        Assert.Equal(HttpStatusCode.OK, await GetAsync(publisher, "health/live", null));
        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(publisher, "metrics", null));
        Assert.Equal(HttpStatusCode.Forbidden, await GetAsync(publisher, "metrics", $"Bearer {Reader}"));
        Assert.Equal(HttpStatusCode.OK, await GetAsync(publisher, "metrics", $"Bearer {Operator}"));
    }

    [Fact]
    public async Task A_browser_is_asked_for_the_token_as_a_password()
    {
        await using var publisher = await StartAsync();
        using var refused = await publisher.Client.GetAsync("", Token);

        Assert.Contains(refused.Headers.WwwAuthenticate, header => header.Scheme == "Basic");
        Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.OK, await GetAsync(publisher, "", "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"anybody:{Reader}"))));
    }

    [Theory]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("Basic ????")]
    [InlineData("Basic YWJj")]
    [InlineData("Digest a-token-that-may-read")]
    [InlineData("a-token-that-may-read")]
    [InlineData("Bearer a-token-that-may-read-")]
    public async Task What_is_no_token_is_refused(string header)
    {
        await using var publisher = await StartAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, await GetAsync(publisher, "api/v1/cycles", header));
    }

    [Fact]
    public async Task Tokens_of_the_identity_provider_count_by_issuer_audience_time_signature_and_scope()
    {
        using var key = RSA.Create(2048);
        using var otherKey = RSA.Create(2048);
        await using var provider = await ProviderAsync(key);
        var issuer = provider.Urls.Single();
        await using var publisher = await StartAsync(oidc: new OidcOptions { Authority = issuer, Audience = Audience, RequireHttps = false });

        Assert.Equal(HttpStatusCode.OK, await WithAsync("api/v1/cycles", Jwt(key, issuer, Audience, "openid slams.read", TimeSpan.FromHours(1))));
        Assert.Equal(HttpStatusCode.Forbidden, await WithAsync("metrics", Jwt(key, issuer, Audience, "slams.read", TimeSpan.FromHours(1))));
        Assert.Equal(HttpStatusCode.OK, await WithAsync("metrics", Jwt(key, issuer, Audience, "slams.operate", TimeSpan.FromHours(1))));
        Assert.Equal(HttpStatusCode.Forbidden, await WithAsync("api/v1/cycles", Jwt(key, issuer, Audience, "slams.reader", TimeSpan.FromHours(1))));
        Assert.Equal(HttpStatusCode.Unauthorized, await WithAsync("api/v1/cycles", Jwt(key, issuer, "other", "slams.read", TimeSpan.FromHours(1))));
        Assert.Equal(HttpStatusCode.Unauthorized, await WithAsync("api/v1/cycles", Jwt(key, "https://other.example", Audience, "slams.read", TimeSpan.FromHours(1))));
        Assert.Equal(HttpStatusCode.Unauthorized, await WithAsync("api/v1/cycles", Jwt(key, issuer, Audience, "slams.read", TimeSpan.FromHours(-1))));
        Assert.Equal(HttpStatusCode.Unauthorized, await WithAsync("api/v1/cycles", Jwt(otherKey, issuer, Audience, "slams.read", TimeSpan.FromHours(1))));
        Assert.Equal(HttpStatusCode.Unauthorized, await WithAsync("api/v1/cycles", Unsigned(issuer)));
        Assert.Equal(HttpStatusCode.OK, await WithAsync("api/v1/cycles", Reader));

        Task<HttpStatusCode> WithAsync(string path, string token) => GetAsync(publisher, path, $"Bearer {token}");
    }

    /// <summary>ASP.NET Core would make keys for cookies when it starts, and keep them in the home folder.</summary>
    [Fact]
    public async Task No_keys_are_kept_anywhere()
    {
        await using var publisher = await StartAsync();

        Assert.DoesNotContain(
            publisher.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>(),
            service => service.GetType().FullName!.Contains("DataProtection", StringComparison.Ordinal));
    }

    [Fact]
    public void Tokens_are_not_in_the_settings_and_are_validated()
    {
        var options = new AccessOptions { Oidc = new OidcOptions { Authority = "http://plain.example" } };
        options.Tokens.Add(new ApiTokenOptions { Name = "", Sha256 = Reader });

        var failures = Slams.Hosting.Configuration.SettingRules.Failures(AccessOptions.Section, options).ToArray();

        Assert.Contains(failures, failure => failure.StartsWith("Access:Tokens:0:Name must not be empty", StringComparison.Ordinal));
        Assert.Contains(failures, failure => failure.StartsWith("Access:Tokens:0:Sha256 must", StringComparison.Ordinal) && !failure.Contains(Reader, StringComparison.Ordinal));
        Assert.Contains(failures, failure => failure.StartsWith("Access:Oidc:Audience must not be empty", StringComparison.Ordinal));
        Assert.Contains(failures, failure => failure.StartsWith("Access:Oidc:Authority must be an https address", StringComparison.Ordinal));
    }

    private static Task<RunningPublisher> StartAsync(OidcOptions? oidc = null) => RunningPublisher.StartAsync(services: services => services.Configure<AccessOptions>(access =>
    {
        access.Tokens.Add(new ApiTokenOptions { Name = "reader", Sha256 = Sha256(Reader) });
        access.Tokens.Add(new ApiTokenOptions { Name = "operator", Sha256 = Sha256(Operator).ToUpperInvariant(), Scope = AccessScope.Operate });
        access.Oidc = oidc ?? new OidcOptions();
    }));

    private static async Task<HttpStatusCode> GetAsync(RunningPublisher publisher, string path, string? authorization)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        using var response = await publisher.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
        return response.StatusCode;
    }

    private static string Sha256(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    private static string Jwt(RSA key, string issuer, string audience, string scope, TimeSpan valid)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Claims = new Dictionary<string, object> { ["sub"] = "somebody", ["scope"] = scope, ["slams-scope"] = "Operate" },
            NotBefore = now.AddHours(-2),
            Expires = now + valid,
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(key) { KeyId = "one" }, SecurityAlgorithms.RsaSha256),
        });
    }

    private static string Unsigned(string issuer) => string.Join('.', new[]
    {
        """{"alg":"none","typ":"JWT"}""", $$"""{"iss":"{{issuer}}","aud":"{{Audience}}","exp":4102444800,"scope":"slams.read"}""",
    }.Select(part => Base64UrlEncoder.Encode(part))) + ".";

    private static async Task<WebApplication> ProviderAsync(RSA key)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var parameters = key.ExportParameters(false);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, string>
        {
            ["issuer"] = app.Urls.Single(),
            ["jwks_uri"] = app.Urls.Single() + "/keys",
        }));
        app.MapGet("/keys", () => Results.Json(new
        {
            keys = new[] { new { kty = "RSA", kid = "one", n = Base64UrlEncoder.Encode(parameters.Modulus!), e = Base64UrlEncoder.Encode(parameters.Exponent!) } },
        }));
        await app.StartAsync(Token);
        return app;
    }
}
