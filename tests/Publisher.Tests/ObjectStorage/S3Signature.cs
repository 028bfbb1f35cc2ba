using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Slams.Publisher.Tests.ObjectStorage;

/// <summary>Checks AWS Signature Version 4 of requests, as the specification describes it.</summary>
internal static class S3Signature
{
    private const string Scheme = "AWS4-HMAC-SHA256";

    public static bool Holds(HttpRequest request, string accessKey, string secret)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (!authorization.StartsWith(Scheme + " ", StringComparison.Ordinal))
        {
            return false;
        }

        var parts = authorization[Scheme.Length..].Split(',').Select(part => part.Trim().Split('=', 2)).ToDictionary(part => part[0], part => part[1]);
        var (scope, signed) = (parts["Credential"].Split('/', 2), parts["SignedHeaders"]);
        var headers = string.Concat(signed.Split(';').Select(name => $"{name}:{request.Headers[name].ToString().Trim()}\n"));
        var canonical = $"{request.Method}\n{request.Path.ToUriComponent()}\n{Query(request)}\n{headers}\n{signed}\n{request.Headers["x-amz-content-sha256"]}";
        var toSign = $"{Scheme}\n{request.Headers["x-amz-date"]}\n{scope[1]}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = Encoding.UTF8.GetBytes("AWS4" + secret);
        foreach (var part in scope[1].Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return scope[0] == accessKey && parts["Signature"] == Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }

    private static string Query(HttpRequest request) => string.Join('&', request.Query
        .Select(pair => $"{Uri.EscapeDataString(pair.Key)}={Uri.EscapeDataString(pair.Value.ToString())}").Order(StringComparer.Ordinal));
}
