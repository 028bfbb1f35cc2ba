using System.Security.Cryptography;
using System.Text;

namespace Slams.Publisher.Notifications;

/// <summary>Signatures of the Standard Webhooks specification, version 1: HMAC-SHA256 of id, time and body with points between.</summary>
internal static class WebhookSignature
{
    private const string Prefix = "whsec_";

    /// <summary>The value of <c>webhook-signature</c>.</summary>
    /// <param name="secret">The key in base64, with or without <c>whsec_</c> before it.</param>
    /// <param name="id">Identifier of the message.</param>
    /// <param name="timestamp">Seconds since 1970, as sent.</param>
    /// <param name="body">The body as sent.</param>
    public static string Of(string secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Key(secret)!);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hash.AppendData(body);
        return $"v1,{Convert.ToBase64String(hash.GetHashAndReset())}";
    }

    /// <summary>The bytes of a secret; null when it is not base64.</summary>
    public static byte[]? Key(string secret)
    {
        var text = secret.StartsWith(Prefix, StringComparison.Ordinal) ? secret[Prefix.Length..] : secret;
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && length > 0 ? bytes[..length] : null;
    }
}
