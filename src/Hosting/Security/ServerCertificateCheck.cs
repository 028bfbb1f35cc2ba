using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Slams.Hosting.Security;

/// <summary>
/// Whether the server's certificate and key can be used, asked with the other settings: Kestrel itself would tell with a stack trace, and
/// without the name of the setting.
/// </summary>
internal sealed class ServerCertificateCheck(IConfiguration configuration) : IValidateOptions<HttpOptions>
{
    /// <summary>Kestrel's section for the certificate of all its addresses.</summary>
    public const string Section = "Kestrel:Certificates:Default";

    public ValidateOptionsResult Validate(string? name, HttpOptions options)
    {
        var (path, keyPath, password) = (configuration[Section + ":Path"], configuration[Section + ":KeyPath"], configuration[Section + ":Password"]);
        if (string.IsNullOrEmpty(path))
        {
            return ValidateOptionsResult.Skip;
        }

        if (!File.Exists(path))
        {
            return ValidateOptionsResult.Fail($"{Section}:Path must be a file that is there, not '{path}'.");
        }

        if (keyPath is not null && !File.Exists(keyPath))
        {
            return ValidateOptionsResult.Fail($"{Section}:KeyPath must be a file that is there, not '{keyPath}'.");
        }

        try
        {
            using var certificate = Load(path, keyPath, password);
            return certificate.HasPrivateKey
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail($"{Section}:Path must have the key with it, or {Section}:KeyPath name it; '{path}' has none.");
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return ValidateOptionsResult.Fail(
                keyPath is null
                    ? $"{Section}:Path must be a PKCS #12 file that {Section}:Password opens, or have its key in {Section}:KeyPath; of '{path}': {exception.Message}"
                    : $"{Section}:Path and {Section}:KeyPath must be a certificate and its key in PEM; of '{path}' and '{keyPath}': {exception.Message}");
        }
    }

    private static X509Certificate2 Load(string path, string? keyPath, string? password) =>
        keyPath is null ? X509CertificateLoader.LoadPkcs12FromFile(path, password)
        : password is null ? X509Certificate2.CreateFromPemFile(path, keyPath)
        : X509Certificate2.CreateFromEncryptedPemFile(path, password, keyPath);
}
