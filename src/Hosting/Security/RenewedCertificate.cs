using System.Net.Security;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Slams.Hosting.Security;

/// <summary>
/// Serves the certificate that is in its files now: certificates are renewed in their place, and Kestrel itself would go on with the one of the
/// start until it has ended. Looked at for each connection, and read anew where the content has changed; times of files say nothing where they
/// are links, as in the volumes of Kubernetes.
/// </summary>
internal sealed partial class RenewedCertificate(IConfiguration configuration, ILogger<RenewedCertificate> logger) : IConfigureOptions<KestrelServerOptions>
{
    private readonly Lock _gate = new();
    private byte[] _seen = [];
    private SslStreamCertificateContext? _context;

    public void Configure(KestrelServerOptions options)
    {
        // Addresses of Kestrel's own settings may have certificates of their own.
        if (ServerCertificateFiles.Of(configuration) is { } files && !configuration.GetSection("Kestrel:Endpoints").GetChildren().Any())
        {
            options.ConfigureHttpsDefaults(https => https.OnAuthenticate = (_, tls) => tls.ServerCertificateContext = Current(files) ?? tls.ServerCertificateContext);
        }
    }

    private SslStreamCertificateContext? Current(ServerCertificateFiles files)
    {
        lock (_gate)
        {
            try
            {
                var bytes = files.Bytes();
                if (!bytes.AsSpan().SequenceEqual(_seen))
                {
                    var certificate = files.Load();
                    var others = files.LoadAll();
                    var isRenewal = _context is not null;
                    _context = SslStreamCertificateContext.Create(certificate, others, offline: true);
                    _seen = bytes;
                    if (isRenewal)
                    {
                        LogRenewed(certificate.NotAfter.ToUniversalTime());
                    }
                }
            }
            catch (Exception exception) when (exception is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
            {
                // Perhaps one of the two files is still to come.
                LogUnusable(exception.Message);
            }

            return _context;
        }
    }

    [LoggerMessage(1304, LogLevel.Information, "The server's certificate was renewed; the new one ends {End:u}")]
    private partial void LogRenewed(DateTime end);

    [LoggerMessage(1305, LogLevel.Warning, "The server's certificate in its place cannot be used, the one before is served: {Reason}")]
    private partial void LogUnusable(string reason);
}
