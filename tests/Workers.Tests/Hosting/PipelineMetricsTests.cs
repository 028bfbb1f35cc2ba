using System.Text;
using Prometheus;
using Slams.Core.Observations;
using Slams.Formats.Frames;
using Slams.Formats.Stations;
using Slams.Hosting.Observability;

namespace Slams.Workers.Tests.Hosting;

public sealed class PipelineMetricsTests
{
    /// <summary>Names and kinds that dashboards and alerts of users build on. Changing one is a change for them.</summary>
    private static readonly string[] Published =
    [
        "slams_assimilator_active gauge",
        "slams_cycle_duration_seconds histogram",
        "slams_cycle_stage_seconds histogram",
        "slams_cycles_total counter",
        "slams_dead_letters_total counter",
        "slams_event_time_lag_seconds gauge",
        "slams_ingest_active gauge",
        "slams_ingest_waiting_bytes gauge",
        "slams_ingest_waiting_files gauge",
        "slams_input_lag_records gauge",
        "slams_last_poll_timestamp_seconds gauge",
        "slams_log_failures_total counter",
        "slams_log_overtaken_records_total counter",
        "slams_log_up gauge",
        "slams_newest_input_timestamp_seconds gauge",
        "slams_obs_age_seconds histogram",
        "slams_obs_late_total counter",
        "slams_obs_received_total counter",
        "slams_partitions_paused gauge",
        "slams_source_fetched_bytes_total counter",
        "slams_source_last_answer_timestamp_seconds gauge",
        "slams_source_last_read_timestamp_seconds gauge",
        "slams_source_newest_timestamp_seconds gauge",
        "slams_source_polls_total counter",
        "slams_watermark_timestamp_seconds gauge",
        "slams_window_accepted_total counter",
        "slams_window_observations_held gauge",
        "slams_window_observations_in_memory gauge",
        "slams_window_observations_total counter",
        "slams_windows_open gauge",
    ];

    [Fact]
    public async Task Names_and_kinds_are_the_published_ones()
    {
        var registry = Metrics.NewCustomRegistry();
        _ = new PipelineMetrics(registry);

        var types = (await ExportAsync(registry)).Split('\n')
            .Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal))
            .Select(line => line["# TYPE ".Length..])
            .Order(StringComparer.Ordinal);

        Assert.Equal(Published, types);
    }

    [Fact]
    public async Task Every_series_that_an_alert_may_watch_is_there_from_the_start()
    {
        var registry = Metrics.NewCustomRegistry();
        _ = new PipelineMetrics(registry);

        var text = await ExportAsync(registry);

        foreach (var source in new[] { "stations", "satellite" })
        {
            Assert.Contains($"slams_dead_letters_total{{source=\"{source}\",reason=\"file\"}} 0", text, StringComparison.Ordinal);
            Assert.All(
                from format in IngestMetrics.Formats[source] from flag in Enum.GetNames<QualityFlag>() select (format, flag),
                one => Assert.Contains($"slams_obs_received_total{{source=\"{source}\",format=\"{one.format}\",flag=\"{one.flag}\"}} 0", text, StringComparison.Ordinal));
        }

        Assert.Contains("slams_cycles_total{outcome=\"failed\"} 0", text, StringComparison.Ordinal);
        Assert.Contains("slams_obs_late_total{reason=\"future_time\"} 0", text, StringComparison.Ordinal);
    }

    /// <summary>A cycle may take as long as its deadline, an hour unless set otherwise: how long such cycles take must be told apart.</summary>
    [Fact]
    public async Task Cycles_of_many_minutes_and_of_hours_are_told_apart()
    {
        var registry = Metrics.NewCustomRegistry();
        var metrics = new PipelineMetrics(registry);
        Array.ForEach([900, 2400, 9000], seconds => metrics.Cycle("ok", TimeSpan.FromSeconds(seconds), new Dictionary<string, double>()));

        var text = await ExportAsync(registry);

        Assert.All(
            new[] { (600, 0), (1800, 1), (3600, 2), (10800, 3) },
            one => Assert.Contains(FormattableString.Invariant($"slams_cycle_duration_seconds_bucket{{le=\"{one.Item1}\"}} {one.Item2}\n"), text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_a_process_with_an_assimilator_says_whether_it_is_active()
    {
        var registry = Metrics.NewCustomRegistry();
        var metrics = new PipelineMetrics(registry);
        Assert.DoesNotContain("\nslams_assimilator_active ", await ExportAsync(registry), StringComparison.Ordinal);

        metrics.AssimilatorIsActive(false);

        Assert.Contains("\nslams_assimilator_active 0\n", await ExportAsync(registry), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Records_lost_to_retention_are_counted_by_topic_whatever_the_prefix()
    {
        var registry = Metrics.NewCustomRegistry();
        new PipelineMetrics(registry).Overtaken("slams.replay-1.readings", 3);

        var text = await ExportAsync(registry);

        Assert.Contains("slams_log_overtaken_records_total{topic=\"readings\"} 3\n", text, StringComparison.Ordinal);
        Assert.Contains("slams_log_overtaken_records_total{topic=\"frames\"} 0\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Formats_are_those_of_the_readers()
    {
        Assert.Equal(new StationFormats(new StationReadOptions()).Names, IngestMetrics.Formats["stations"]);
        Assert.Equal(FrameFiles.Formats, IngestMetrics.Formats["satellite"]);
    }

    private static async Task<string> ExportAsync(CollectorRegistry registry)
    {
        using var text = new MemoryStream();
        await registry.CollectAndExportAsTextAsync(text, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(text.ToArray());
    }
}
