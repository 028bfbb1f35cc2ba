using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Slams.Chart.Tests.Support;
using Slams.Streaming;

namespace Slams.Chart.Tests.Rendering;

/// <summary>Every setting that the chart gives is one that the worker has, with a value that it takes.</summary>
public sealed class SettingsTests(RenderedCases cases)
{
    private static readonly string[] OfTheHost = ["Logging", "Worker"];

    public static TheoryData<string> Names => ChartCase.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Workers_know_every_setting(string name) => Assert.All(cases[name].Workers, pod =>
    {
        var (worker, settings) = (KnownWorker.Of(pod.Component), Settings(cases[name], pod));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings!).Build();
        Assert.All(configuration.GetChildren().Where(section => !OfTheHost.Contains(section.Key)), section =>
        {
            var type = worker.TypeOf(section.Key);
            Assert.True(type is not null, $"{pod.Owner} has no section {section.Key}");
            section.Get(type!, binder => binder.ErrorOnUnknownConfiguration = true);
        });
        Assert.Equal(8080, new Uri(settings[worker.UrlKey]).Port);
    });

    [Theory]
    [MemberData(nameof(Names))]
    public void Workers_take_every_value(string name) => Assert.All(cases[name].Workers, pod =>
    {
        using var folder = new ScratchFolder();
        var settings = Settings(cases[name], pod);
        settings["Log:Address"] = "sqlite:" + folder["log.db"];
        foreach (var key in settings.Keys.Where(key => key.StartsWith("Log:Settings:", StringComparison.Ordinal)).ToArray())
        {
            settings.Remove(key);
        }

        var app = KnownWorker.Of(pod.Component).Build(settings);
        app.Services.GetRequiredService<IStartupValidator>().Validate();
    });

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Kafka_clients_take_every_setting(string name)
    {
        using var folder = new ScratchFolder();
        var (certificate, key) = Certificate(folder);
        foreach (var pod in cases[name].Pods)
        {
            var settings = Settings(cases[name], pod);
            var client = settings
                .Where(setting => setting.Key.StartsWith("Log:Settings:", StringComparison.Ordinal))
                .ToDictionary(setting => setting.Key["Log:Settings:".Length..], setting => setting.Value switch
                {
                    "/etc/slams/kafka-ca/ca.crt" or "/etc/slams/kafka-client/tls.crt" => certificate,
                    "/etc/slams/kafka-client/tls.key" => key,
                    var other => other,
                });
            await using var log = EventLogs.Open(settings["Log:Address"], client);
            Assert.StartsWith("kafka:", log.Description, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Certificates_are_where_the_client_looks_for_them(string name) => Assert.All(cases[name].Pods, pod =>
    {
        var container = Assert.Single(pod.Spec.Containers);
        var mounted = container.VolumeMounts
            .Select(mount => (mount.MountPath, pod.Spec.Volumes.SingleOrDefault(volume => volume.Name == mount.Name)?.Secret))
            .Where(mount => mount.Secret is not null)
            .SelectMany(mount => mount.Secret!.Items.Select(item => $"{mount.MountPath}/{item.Path}"));
        Assert.Equal(
            Settings(cases[name], pod).Where(setting => setting.Key.EndsWith(".location", StringComparison.Ordinal)).Select(setting => setting.Value).Order(StringComparer.Ordinal),
            mounted.Order(StringComparer.Ordinal));
    });

    [Fact]
    public void Only_the_job_may_have_to_create_topics()
    {
        var chart = cases["three-nodes"];
        Assert.All(chart.Pods, pod => Assert.Equal(
            pod.Component == "topics" ? "admin" : "auto", Settings(chart, pod)["Log:Settings:slams.topic.creation"]));
        Assert.All(cases["default"].Workers, pod => Assert.DoesNotContain("Log:Settings:slams.topic.creation", Settings(cases["default"], pod).Keys));
    }

    [Fact]
    public void Every_publisher_has_a_group_of_its_own_within_the_prefix()
    {
        var (chart, container) = (cases["three-nodes"], cases["three-nodes"].Workers.Single(pod => pod.Component == "publisher").Spec.Containers[0]);

        Assert.Equal("slams-weather-1", Environments.Of(chart, container, "weather-1")["Publisher__Group"]);
        Assert.Equal("slams-weather-2", Environments.Of(chart, container, "weather-2")["Publisher__Group"]);
    }

    private static Dictionary<string, string> Settings(RenderedChart chart, Pod pod) => Environments
        .Of(chart, Assert.Single(pod.Spec.Containers), "pod-0")
        .Where(variable => variable.Key.Contains("__", StringComparison.Ordinal))
        .ToDictionary(variable => variable.Key.Replace("__", ":", StringComparison.Ordinal), variable => variable.Value);

    private static (string Certificate, string Key) Certificate(ScratchFolder folder)
    {
        using var key = RSA.Create(2048);
        using var certificate = new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        File.WriteAllText(folder["tls.crt"], certificate.ExportCertificatePem());
        File.WriteAllText(folder["tls.key"], key.ExportPkcs8PrivateKeyPem());
        return (folder["tls.crt"], folder["tls.key"]);
    }
}
