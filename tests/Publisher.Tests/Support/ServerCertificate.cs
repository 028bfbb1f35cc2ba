using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Slams.Testing;

/// <summary>A certificate of a server on the loopback, signed by itself, with its key, in PEM files.</summary>
internal sealed class ServerCertificate(string path, string keyPath) : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private X509Certificate2? _certificate;

    /// <summary>File of the certificate.</summary>
    public string Path => path;

    /// <summary>File of the key.</summary>
    public string KeyPath => keyPath;

    /// <summary>The one that is in place, with its key.</summary>
    public X509Certificate2 Certificate => _certificate ?? throw new InvalidOperationException("No certificate has been put into place.");

    /// <summary>Puts one into place that is good for so long from now on.</summary>
    public void Renew(TimeSpan validity)
    {
        var request = new CertificateRequest("CN=localhost", _key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        _certificate?.Dispose();
        _certificate = request.CreateSelfSigned(now.AddDays(-1), now + validity);
        File.WriteAllText(keyPath, _key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(path, _certificate.ExportCertificatePem());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _certificate?.Dispose();
        _key.Dispose();
    }
}
