using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Prometheus;
using Slams.Hosting.Configuration;
using Slams.Hosting.Observability;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Observability;

public sealed class ProcessMetricsTests
{
    private readonly CollectorRegistry _registry = Metrics.NewCustomRegistry();

    /// <summary>The client of the log has what it found at the start, renewed or not; an authority that is told from then on is told at once.</summary>
    [Fact]
    public async Task The_first_certificate_of_a_file_of_the_log_to_end_is_told_be_it_that_of_the_start_or_of_now()
    {
        using var folder = new ScratchFolder();
        var file = folder["client.pem"];
        await WriteAsync(file, 2030, 2027);
        Make(("Log:Settings:ssl.certificate.location", file), ("Log:Settings:ssl.ca.location", folder["authority.pem"]));

        var text = await TextAsync();
        Assert.Contains(Line("log_client", 2027), text, StringComparison.Ordinal);
        Assert.DoesNotContain("log_authority", text, StringComparison.Ordinal);

        await WriteAsync(file, 2035);
        await WriteAsync(folder["authority.pem"], 2031);
        text = await TextAsync();
        Assert.Contains(Line("log_client", 2027), text, StringComparison.Ordinal);
        Assert.Contains(Line("log_authority", 2031), text, StringComparison.Ordinal);

        await WriteAsync(file, 2026);
        Assert.Contains(Line("log_client", 2026), await TextAsync(), StringComparison.Ordinal);
    }

    /// <summary>One that cannot be used is in its place, for longer than the one before, which is served.</summary>
    [Fact]
    public async Task Of_the_server_the_one_that_is_served_counts_too()
    {
        using var folder = new ScratchFolder();
        var file = folder["server.pem"];
        DateTimeOffset? served = null;
        await WriteAsync(file, 2027);
        Make(() => served, ("Kestrel:Certificates:Default:Path", file));

        await WriteAsync(file, 2030);
        Assert.Contains(Line("server", 2027), await TextAsync(), StringComparison.Ordinal);
        served = Start(2028);
        Assert.Contains(Line("server", 2028), await TextAsync(), StringComparison.Ordinal);
        served = Start(2030);
        Assert.Contains(Line("server", 2030), await TextAsync(), StringComparison.Ordinal);
        File.Delete(file);
        Assert.Contains(Line("server", 2030), await TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_disk_of_a_log_in_a_file_is_watched_and_that_of_an_absent_folder_says_nothing()
    {
        using var folder = new ScratchFolder();
        var disks = new DiskMetrics(_registry, Options.Create(new EventLogOptions { Address = "sqlite:" + folder["log.db"] }));
        disks.Watch("output", folder["not-there-yet"]);

        var text = await TextAsync();
        Assert.Matches("slams_disk_free_bytes\\{place=\"log\"\\} [1-9]", text);
        Assert.Matches("slams_disk_size_bytes\\{place=\"log\"\\} [1-9]", text);
        Assert.DoesNotContain("place=\"output\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("http://127.0.0.1:9464", true)]
    [InlineData("http://[::]:9464", true)]
    [InlineData("https://127.0.0.1:9464", false)]
    [InlineData("127.0.0.1:9464", false)]
    [InlineData("http://127.0.0.1:9464/metrics", false)]
    public void An_address_that_cannot_be_is_refused_by_its_key(string url, bool isValid)
    {
        var problems = new MetricsOptions { Url = url }.Validate(new(new object())).ToList();

        Assert.Equal(isValid, problems.Count == 0);
        Assert.All(problems, problem => Assert.Contains($"Metrics:Url must be http://ADDRESS:PORT without a path, or empty, not '{url}'", problem.ErrorMessage, StringComparison.Ordinal));
    }

    private void Make(params (string Key, string Value)[] settings) => Make(null, settings);

    private void Make(Func<DateTimeOffset?>? served, params (string Key, string Value)[] settings) => _ = new ProcessMetrics(
        _registry, Options.Create(new CycleOptions()),
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(one => KeyValuePair.Create<string, string?>(one.Key, one.Value))).Build(), served);

    private static DateTimeOffset Start(int year) => new(year, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static string Line(string certificate, int year) =>
        FormattableString.Invariant($"slams_certificate_expiry_timestamp_seconds{{certificate=\"{certificate}\"}} {Start(year).ToUnixTimeSeconds()}\n");

    private static Task WriteAsync(string file, params int[] ends) =>
        File.WriteAllTextAsync(file, string.Join('\n', ends.Select(Certificate)), TestContext.Current.CancellationToken);

    private static string Certificate(int end)
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, Start(end));
        return certificate.ExportCertificatePem();
    }

    private async Task<string> TextAsync()
    {
        using var text = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(text, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
