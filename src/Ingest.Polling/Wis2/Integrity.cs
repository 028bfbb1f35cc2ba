using System.Security.Cryptography;

namespace Slams.Ingest.Polling.Wis2;

/// <summary>What a notification says of the content of its file.</summary>
/// <param name="Method">How it is hashed.</param>
/// <param name="Hash">The hash.</param>
internal sealed record Integrity(HashAlgorithmName Method, byte[] Hash)
{
    private static readonly Dictionary<string, (HashAlgorithmName Name, int Bytes)> Methods = new(StringComparer.Ordinal)
    {
        ["sha256"] = (HashAlgorithmName.SHA256, 32),
        ["sha384"] = (HashAlgorithmName.SHA384, 48),
        ["sha512"] = (HashAlgorithmName.SHA512, 64),
        ["sha3-256"] = (HashAlgorithmName.SHA3_256, 32),
        ["sha3-384"] = (HashAlgorithmName.SHA3_384, 48),
        ["sha3-512"] = (HashAlgorithmName.SHA3_512, 64),
    };

    /// <summary>Reads it from its two texts; null where they say nothing that could be checked here.</summary>
    /// <param name="method">One of the names of the WIS2 notification message.</param>
    /// <param name="value">Base64.</param>
    public static Integrity? Parse(string method, string value)
    {
        var hash = new byte[64];
        return Methods.TryGetValue(method, out var known) && IsHere(known.Name) && Convert.TryFromBase64String(value, hash, out var bytes) && bytes == known.Bytes
            ? new(known.Name, hash[..bytes])
            : null;
    }

    /// <summary>Whether it is true of a content.</summary>
    public bool IsOf(ReadOnlySpan<byte> content) => CryptographicOperations.HashData(Method, content).AsSpan().SequenceEqual(Hash);

    // SHA-3 comes with the operating system, or does not.
    private static bool IsHere(HashAlgorithmName method) => method.Name?.StartsWith("SHA3", StringComparison.Ordinal) != true || SHA3_256.IsSupported;
}
