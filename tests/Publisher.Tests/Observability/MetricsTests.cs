using System.Net;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Slams.Hosting.Observability;
using Slams.Hosting.Security;
using Slams.Publisher.Observability;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Observability;

public sealed partial class MetricsTests
{
    [Fact]
    public async Task Metrics_show_deliveries_and_only_names_of_the_service()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1));

        var text = await publisher.Client.GetStringAsync("metrics");

        Assert.Contains("slams_publisher_deliveries_total{sink=\"netcdf\"} 2", text, StringComparison.Ordinal);
        Assert.Contains("slams_publisher_failures_total{sink=\"netcdf\"} 0", text, StringComparison.Ordinal);
        Assert.Contains("slams_analysis_delay_seconds_count 2", text, StringComparison.Ordinal);
        // The default bridges of the client library write names that promtool refuses.
        Assert.All(TypeLine().Matches(text), match => Assert.Matches("^(slams|process|dotnet)_", match.Groups[1].Value));
    }

    [Fact]
    public async Task An_address_of_their_own_takes_them_from_the_one_of_the_service()
    {
        var url = FormattableString.Invariant($"http://127.0.0.1:{FreePort.Find()}");
        await using var publisher = await RunningPublisher.StartAsync(services: services => services
            .Configure<MetricsOptions>(metrics => metrics.Url = url)
            .Configure<AccessOptions>(access => access.Tokens.Add(new ApiTokenOptions { Name = "reader", Sha256 = new string('0', 64) })));

        // Who may reach it is the network's business (SECURITY.md): no token is asked for there, also where the service asks for one.
        using var client = new HttpClient();
        Assert.Contains("slams_publisher_active", await client.GetStringAsync(new Uri(url + "/metrics"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, (await publisher.Client.GetAsync("metrics", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task What_an_earlier_process_has_published_and_the_objective_are_told_at_once()
    {
        using var folder = new ScratchFolder();
        var analysis = SyntheticAnalysis.Make(0);
        await using (var first = await RunningPublisher.StartAsync(folder: folder.Path))
        {
            await first.PublishAsync(analysis);
        }

        await using var second = await RunningPublisher.StartAsync(options => options.DelayObjective = TimeSpan.FromHours(2), folder.Path);
        var text = await second.Client.GetStringAsync("metrics");

        Assert.Contains(FormattableString.Invariant($"slams_newest_analysis_window_end_timestamp_seconds {analysis.Cycle.WindowEnd.ToUnixTimeSeconds()}\n"), text, StringComparison.Ordinal);
        Assert.Contains("slams_analysis_interval_seconds 21600\n", text, StringComparison.Ordinal);
        Assert.Contains("slams_analysis_delay_objective_seconds 7200\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_disk_of_every_folder_that_is_written_to_is_watched()
    {
        using var folder = new ScratchFolder();
        await using var publisher = await RunningPublisher.StartAsync(options =>
        {
            options.ParquetFolder = Directory.CreateDirectory(Path.Combine(folder.Path, "tables")).FullName;
            options.Zarr.Folder = Directory.CreateDirectory(Path.Combine(folder.Path, "store")).FullName;
        });
        var text = await publisher.Client.GetStringAsync("metrics");
        Assert.All(["output", "parquet", "zarr"], place => Assert.Matches($"slams_disk_free_bytes{{place=\"{place}\"}} [1-9]", text));

        await using var plain = await RunningPublisher.StartAsync();
        Assert.Equal(["log", "output"], Place().Matches(await plain.Client.GetStringAsync("metrics")).Select(place => place.Groups[1].Value).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Deliveries_that_take_minutes_are_told_apart()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        var metrics = publisher.Services.GetRequiredService<PublisherMetrics>();
        metrics.Delivered("slow", TimeSpan.FromSeconds(45), DateTimeOffset.UnixEpoch);
        metrics.Delivered("slow", TimeSpan.FromSeconds(200), DateTimeOffset.UnixEpoch);

        var text = await publisher.Client.GetStringAsync("metrics");

        Assert.Contains("slams_publisher_delivery_seconds_bucket{sink=\"slow\",le=\"30\"} 0\n", text, StringComparison.Ordinal);
        Assert.Contains("slams_publisher_delivery_seconds_bucket{sink=\"slow\",le=\"60\"} 1\n", text, StringComparison.Ordinal);
        Assert.Contains("slams_publisher_delivery_seconds_bucket{sink=\"slow\",le=\"300\"} 2\n", text, StringComparison.Ordinal);
    }

    [GeneratedRegex("^slams_disk_free_bytes{place=\"([a-z]+)\"}", RegexOptions.Multiline)]
    private static partial Regex Place();

    [GeneratedRegex("^# TYPE (\\S+)", RegexOptions.Multiline)]
    private static partial Regex TypeLine();
}
