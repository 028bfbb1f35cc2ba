using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace Slams.Hosting.Security;

/// <summary>The server's certificate with its key and the certificates of its authorities, in the files that Kestrel's settings name.</summary>
internal sealed record ServerCertificateFiles(string Path, string? KeyPath, string? Password)
{
    /// <summary>Kestrel's section for the certificate of all its addresses.</summary>
    public const string Section = "Kestrel:Certificates:Default";

    /// <summary>What the settings name; null where they name none.</summary>
    public static ServerCertificateFiles? Of(IConfiguration configuration) =>
        configuration[Section + ":Path"] is { Length: > 0 } path ? new(path, configuration[Section + ":KeyPath"], configuration[Section + ":Password"]) : null;

    /// <summary>What is in the files now.</summary>
    public byte[] Bytes() => [.. File.ReadAllBytes(Path), .. KeyPath is null ? [] : File.ReadAllBytes(KeyPath)];

    /// <summary>The certificate with its key; without a key where none is there.</summary>
    public X509Certificate2 Load() =>
        KeyPath is null ? X509CertificateLoader.LoadPkcs12FromFile(Path, Password)
        : Password is null ? X509Certificate2.CreateFromPemFile(Path, KeyPath)
        : X509Certificate2.CreateFromEncryptedPemFile(Path, Password, KeyPath);

    /// <summary>All certificates of the file: those of the authorities go to clients too.</summary>
    public X509Certificate2Collection LoadAll()
    {
        var all = new X509Certificate2Collection();
        if (KeyPath is null)
        {
            return X509CertificateLoader.LoadPkcs12CollectionFromFile(Path, Password);
        }

        all.ImportFromPemFile(Path);
        return all;
    }
}
