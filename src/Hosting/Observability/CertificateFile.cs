using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Slams.Hosting.Observability;

/// <summary>Looks into files of certificates.</summary>
internal static class CertificateFile
{
    /// <summary>When the first of its certificates ends; null when the file cannot be read as certificates, which its user will say better.</summary>
    /// <param name="path">A file of PEM, or of PKCS #12.</param>
    /// <param name="password">What opens the latter; null for nothing.</param>
    public static DateTimeOffset? FirstEnd(string path, string? password = null)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(path);
            if (certificates.Count == 0)
            {
                certificates = X509CertificateLoader.LoadPkcs12CollectionFromFile(path, password);
            }

            return certificates.Count == 0 ? null : certificates.Min(certificate => certificate.NotAfter.ToUniversalTime());
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
        finally
        {
            foreach (var certificate in certificates)
            {
                certificate.Dispose();
            }
        }
    }
}
