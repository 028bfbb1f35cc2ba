using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;
using Slams.Publisher.Tests.Support;
using Slams.Testing;

namespace Slams.Publisher.Tests.Security;

/// <summary>TLS as SECURITY.md says that it is set up: by Kestrel's own settings.</summary>
public sealed class TlsTests : IDisposable
{
    private const string Password = "a-password-of-a-test";
    private readonly ScratchFolder _folder = new();
    private readonly ServerCertificate _server;

    public TlsTests()
    {
        _server = new ServerCertificate(At("server.pem"), At("server.key"));
        _server.Renew(TimeSpan.FromDays(1));
        File.WriteAllBytes(At("server.pfx"), _server.Certificate.Export(X509ContentType.Pkcs12, Password));
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        File.WriteAllText(At("other.key"), other.ExportPkcs8PrivateKeyPem());
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("server.pem", "KeyPath", "server.key")]
    [InlineData("server.pfx", "Password", Password)]
    public async Task The_service_has_the_certificate_of_the_settings(string file, string key, string value)
    {
        await using var publisher = await StartAsync(file, key, key == "KeyPath" ? At(value) : value);

        using var trusting = Client((_, shown, _, _) => shown?.GetCertHashString() == _server.Certificate.GetCertHashString());
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(publisher.Client.BaseAddress!, "api/v1/cycles"));
        request.Headers.AcceptEncoding.ParseAdd("br");
        using var list = await trusting.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.OK, list.StatusCode);
        Assert.Equal("br", Assert.Single(list.Content.Headers.ContentEncoding));
        Assert.Contains("slams_certificate_expiry_timestamp_seconds{certificate=\"server\"} ", await trusting.GetStringAsync(new Uri(publisher.Client.BaseAddress!, "metrics"), Token), StringComparison.Ordinal);
        // Nobody has signed it: who does not know it turns away.
        await Assert.ThrowsAsync<HttpRequestException>(() => publisher.Client.GetAsync("api/v1/cycles", Token));
    }

    [Fact]
    public async Task A_certificate_that_is_renewed_in_its_place_is_served_from_then_on()
    {
        await using var publisher = await StartAsync("server.pem", "KeyPath", At("server.key"));
        await ProtocolAsync(publisher, SslProtocols.None);
        var before = _server.Certificate.GetCertHashString();

        // The key is on its way.
        var key = await File.ReadAllTextAsync(At("server.key"), Token);
        File.Copy(At("other.key"), At("server.key"), overwrite: true);
        await ProtocolAsync(publisher, SslProtocols.None);

        await File.WriteAllTextAsync(At("server.key"), key, Token);
        _server.Renew(TimeSpan.FromDays(2));
        await ProtocolAsync(publisher, SslProtocols.None);
        Assert.NotEqual(before, _server.Certificate.GetCertHashString());
    }

    [Fact]
    public async Task What_is_no_tls_gets_no_answer_and_the_service_goes_on()
    {
        await using var publisher = await StartAsync("server.pem", "KeyPath", At("server.key"));
        using (var plain = new Socket(SocketType.Stream, ProtocolType.Tcp))
        {
            await plain.ConnectAsync(IPAddress.Loopback, publisher.Client.BaseAddress!.Port, Token);
            await plain.SendAsync("GET /api/v1/cycles HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray(), Token);
            Assert.Equal(0, await plain.ReceiveAsync(new byte[1024], Token));
        }

        Assert.Equal(SslProtocols.Tls13, await ProtocolAsync(publisher, SslProtocols.Tls12 | SslProtocols.Tls13));
        await Assert.ThrowsAnyAsync<Exception>(() => ProtocolAsync(publisher, Old));
    }

    [Theory]
    [InlineData("server.pem", "KeyPath", "other.key", "Kestrel:Certificates:Default:Path and Kestrel:Certificates:Default:KeyPath must be a certificate and its key in PEM; of '")]
    [InlineData("server.pem", "KeyPath", "absent.key", "Kestrel:Certificates:Default:KeyPath must be a file that is there, not '")]
    [InlineData("absent.pem", "KeyPath", "server.key", "Kestrel:Certificates:Default:Path must be a file that is there, not '")]
    [InlineData("server.pfx", "Password", "another", "Kestrel:Certificates:Default:Path must be a PKCS #12 file that Kestrel:Certificates:Default:Password opens, ")]
    public async Task A_certificate_that_cannot_be_used_ends_the_start_with_the_name_of_the_setting(string file, string key, string value, string words)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(file, key, key == "KeyPath" ? At(value) : value));

        Assert.StartsWith(words, Assert.Single(exception.Failures), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

#pragma warning disable CA5397, SYSLIB0039 // They are what must be refused.
    private static SslProtocols Old => SslProtocols.Tls | SslProtocols.Tls11;
#pragma warning restore CA5397, SYSLIB0039

    private static HttpClient Client(RemoteCertificateValidationCallback trusts) => new(new SocketsHttpHandler
    {
        SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = trusts },
    });

    private async Task<SslProtocols> ProtocolAsync(RunningPublisher publisher, SslProtocols offered)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, publisher.Client.BaseAddress!.Port, Token);
        await using var stream = new SslStream(socket.GetStream(), leaveInnerStreamOpen: false, (_, shown, _, _) => shown?.GetCertHashString() == _server.Certificate.GetCertHashString());
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "localhost", EnabledSslProtocols = offered }, Token);
        return stream.SslProtocol;
    }

    private Task<RunningPublisher> StartAsync(string file, string key, string value) => RunningPublisher.StartAsync(
        options => options.Url = "https://127.0.0.1:0",
        settings: new Dictionary<string, string?> { ["Kestrel:Certificates:Default:Path"] = At(file), [$"Kestrel:Certificates:Default:{key}"] = value });

    private string At(string name) => Path.Combine(_folder.Path, name);
}
