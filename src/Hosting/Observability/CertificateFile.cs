using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Slams.Hosting.Observability;

/// <summary>Looks into files of certificates.</summary>
internal static class CertificateFile
{
    /// <summary>When the first of its certificates ends; null when the file cannot be read as certificates, which its user will say better.</summary>
    public static DateTimeOffset? FirstEnd(string path)
    {
        var certificates = new X509Certificate2Collection();
        try
        {
            certificates.ImportFromPemFile(path);
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
