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

    [Fact]
    public async Task The_first_certificate_of_a_file_to_end_is_told_also_after_its_renewal()
    {
        using var folder = new ScratchFolder();
        var file = folder["client.pem"];
        Make(("Log:Settings:ssl.certificate.location", file), ("Log:Settings:ssl.ca.location", folder["absent.pem"]));

        await File.WriteAllTextAsync(file, Certificate(2030) + "\n" + Certificate(2027), TestContext.Current.CancellationToken);
        Assert.Contains(Line(2027), await TextAsync(), StringComparison.Ordinal);

        await File.WriteAllTextAsync(file, Certificate(2035), TestContext.Current.CancellationToken);
        var text = await TextAsync();
        Assert.Contains(Line(2035), text, StringComparison.Ordinal);
        Assert.DoesNotContain("log_authority", text, StringComparison.Ordinal);

        static string Line(int year) => FormattableString.Invariant(
            $"slams_certificate_expiry_timestamp_seconds{{certificate=\"log_client\"}} {new DateTimeOffset(year, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds()}\n");
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

    private void Make(params (string Key, string Value)[] settings) => _ = new ProcessMetrics(
        _registry, Options.Create(new CycleOptions()),
        new ConfigurationBuilder().AddInMemoryCollection(settings.Select(one => KeyValuePair.Create<string, string?>(one.Key, one.Value))).Build());

    private static string Certificate(int end)
    {
        using var key = ECDsa.Create();
        using var certificate = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, new DateTimeOffset(end, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return certificate.ExportCertificatePem();
    }

    private async Task<string> TextAsync()
    {
        using var text = new MemoryStream();
        await _registry.CollectAndExportAsTextAsync(text, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
