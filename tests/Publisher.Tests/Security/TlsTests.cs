using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.DependencyInjection;
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
    private readonly FrozenStopwatch _clock = new();

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

    [Theory]
    [InlineData("server.pem")]
    [InlineData("server.pfx")]
    public async Task A_certificate_that_is_renewed_in_its_place_is_served_from_then_on_and_one_that_cannot_be_used_is_not(string file)
    {
        var isPem = file == "server.pem";
        await using var publisher = await StartAsync(file, isPem ? "KeyPath" : "Password", isPem ? At("server.key") : Password);
        await ProtocolAsync(publisher, SslProtocols.None);
        var before = _server.Certificate.GetCertHashString();
        var end = await EndAsync(publisher);

        // The key is on its way: another is in its place, or none.
        using var other = new ServerCertificate(At("other.pem"), At("other.key"));
        other.Renew(TimeSpan.FromDays(3));
        File.Copy(At("other.pem"), At("server.pem"), overwrite: true);
        using var keyless = X509CertificateLoader.LoadCertificate(other.Certificate.RawData);
        await File.WriteAllBytesAsync(At("server.pfx"), keyless.Export(X509ContentType.Pkcs12, Password)!, Token);
        _clock.Jump(TimeSpan.FromSeconds(2));
        await ProtocolAsync(publisher, SslProtocols.None);
        Assert.Equal(end, await EndAsync(publisher));

        _server.Renew(TimeSpan.FromDays(2));
        await File.WriteAllBytesAsync(At("server.pfx"), _server.Certificate.Export(X509ContentType.Pkcs12, Password), Token);
        _clock.Jump(TimeSpan.FromSeconds(2));
        await ProtocolAsync(publisher, SslProtocols.None);
        Assert.NotEqual(before, _server.Certificate.GetCertHashString());
        Assert.InRange(await EndAsync(publisher) - end, 86399, 86500);
    }

    /// <summary>Reading and comparing files costs time, and connections are many.</summary>
    [Fact]
    public async Task Files_of_the_certificate_are_looked_at_once_a_second_at_most()
    {
        await using var publisher = await StartAsync("server.pem", "KeyPath", At("server.key"));
        await ProtocolAsync(publisher, SslProtocols.None);
        var before = _server.Certificate.GetCertHashString();
        _server.Renew(TimeSpan.FromDays(2));

        Assert.Equal(before, await ShownAsync(publisher));
        _clock.Jump(TimeSpan.FromSeconds(1));
        Assert.Equal(_server.Certificate.GetCertHashString(), await ShownAsync(publisher));
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

    private static async Task<string?> ShownAsync(RunningPublisher publisher)
    {
        string? hash = null;
        using var client = Client((_, shown, _, _) => (hash = shown?.GetCertHashString()) is not null);
        await client.GetStringAsync(new Uri(publisher.Client.BaseAddress!, "health/live"), Token);
        return hash;
    }

    /// <summary>What the metrics say of the end, in Unix time.</summary>
    private static async Task<double> EndAsync(RunningPublisher publisher)
    {
        using var client = Client((_, shown, _, _) => shown is not null);
        var line = (await client.GetStringAsync(new Uri(publisher.Client.BaseAddress!, "metrics"), Token)).Split('\n').Single(one => one.StartsWith("slams_certificate_expiry_timestamp_seconds{certificate=\"server\"} ", StringComparison.Ordinal));
        return double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture);
    }

    private Task<RunningPublisher> StartAsync(string file, string key, string value) => RunningPublisher.StartAsync(
        options => options.Url = "https://127.0.0.1:0",
        services: services => services.AddSingleton<TimeProvider>(_clock),
        settings: new Dictionary<string, string?> { ["Kestrel:Certificates:Default:Path"] = At(file), [$"Kestrel:Certificates:Default:{key}"] = value });

    private string At(string name) => Path.Combine(_folder.Path, name);

    /// <summary>The clock of the machine, but time passes for what measures it only when it is told to.</summary>
    private sealed class FrozenStopwatch : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Read(ref _ticks);

        public void Jump(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
    }
}
