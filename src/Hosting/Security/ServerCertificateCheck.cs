using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Slams.Hosting.Security;

/// <summary>
/// Whether the server's certificate and key can be used, asked with the other settings: Kestrel itself would tell with a stack trace, and
/// without the name of the setting.
/// </summary>
internal sealed class ServerCertificateCheck(IConfiguration configuration) : IValidateOptions<HttpOptions>
{
    private const string Section = ServerCertificateFiles.Section;

    public ValidateOptionsResult Validate(string? name, HttpOptions options)
    {
        if (ServerCertificateFiles.Of(configuration) is not { } files)
        {
            return ValidateOptionsResult.Skip;
        }

        var (path, keyPath, _) = files;
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
            using var certificate = files.Load();
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
}
