using System.Net.Security;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Slams.Hosting.Security;

/// <summary>
/// Serves the certificate that is in its files now: certificates are renewed in their place, and Kestrel itself would go on with the one of the
/// start until it has ended. Looked at when a connection comes, once a second at most, and read anew where the content has changed; times of files
/// say nothing where they are links, as in the volumes of Kubernetes.
/// </summary>
internal sealed partial class RenewedCertificate(IConfiguration configuration, TimeProvider time, ILogger<RenewedCertificate> logger) : IConfigureOptions<KestrelServerOptions>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private byte[] _seen = [];
    private long? _looked;
    private volatile Served? _served;

    public void Configure(KestrelServerOptions options)
    {
        if (Files() is { } files)
        {
            options.ConfigureHttpsDefaults(https => https.OnAuthenticate = (_, tls) => tls.ServerCertificateContext = Current(files)?.Context ?? tls.ServerCertificateContext);
        }
    }

    /// <summary>When the first of the certificates that the next connection gets from here ends; null where it gets Kestrel's own.</summary>
    public DateTimeOffset? End() => Files() is { } files ? Current(files)?.End : null;

    /// <summary>Addresses of Kestrel's own settings may have certificates of their own.</summary>
    private ServerCertificateFiles? Files() =>
        configuration.GetSection("Kestrel:Endpoints").GetChildren().Any() ? null : ServerCertificateFiles.Of(configuration);

    /// <summary>One connection looks; others that come meanwhile do not wait for the disk.</summary>
    private Served? Current(ServerCertificateFiles files)
    {
        if (_gate.TryEnter())
        {
            try
            {
                if (_looked is not { } last || time.GetElapsedTime(last) >= Pause)
                {
                    _looked = time.GetTimestamp();
                    Look(files);
                }
            }
            finally
            {
                _gate.Exit();
            }
        }

        return _served;
    }

    private void Look(ServerCertificateFiles files)
    {
        try
        {
            var bytes = files.Bytes();
            if (bytes.AsSpan().SequenceEqual(_seen))
            {
                return;
            }

            var certificate = files.Load();
            var all = files.LoadAll();
            var isRenewal = _served is not null;
            _served = new Served(SslStreamCertificateContext.Create(certificate, all, offline: true), all.Append(certificate).Min(one => one.NotAfter.ToUniversalTime()));
            _seen = bytes;
            if (isRenewal)
            {
                LogRenewed(certificate.NotAfter.ToUniversalTime());
            }
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // Perhaps one of the two files is still to come; or the certificate has come without its key, which is what is not supported.
            LogUnusable(exception.Message);
        }
    }

    [LoggerMessage(1304, LogLevel.Information, "The server's certificate was renewed; the new one ends {End:u}")]
    private partial void LogRenewed(DateTime end);

    [LoggerMessage(1305, LogLevel.Warning, "The server's certificate in its place cannot be used, the one before is served: {Reason}")]
    private partial void LogUnusable(string reason);

    private sealed record Served(SslStreamCertificateContext Context, DateTimeOffset End);
}
