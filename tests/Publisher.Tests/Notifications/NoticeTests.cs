using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Slams.Core.Analyses;
using Slams.Publisher.Tests.Support;
using Slams.Streaming;
using Slams.Streaming.Log;
using Slams.Streaming.Messages;
using Slams.Streaming.Sqlite;
using Slams.Testing;

namespace Slams.Publisher.Tests.Notifications;

public sealed class NoticeTests
{
    private const string Group = "slams-publisher-notifications";

    [Fact]
    public async Task Each_analysis_is_announced_with_a_link_and_a_checksum_that_hold()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var world = await World.StartAsync();
        await world.PublishAsync(SyntheticAnalysis.Make(0));

        var notice = Assert.Single(await world.NoticesAsync());
        Assert.Equal("19870111T0600Z", notice.Key);
        Assert.Equal(
            ["1.0", "/slams/test", "slams.analysis.published.v1", "19870111T0600Z", "application/geo+json"],
            new[] { "ce_specversion", "ce_source", "ce_type", "ce_subject", "content-type" }.Select(name => notice.Headers[name]));
        Assert.StartsWith("19870111T0600Z.0.", notice.Headers["ce_id"], StringComparison.Ordinal);

        using var message = JsonDocument.Parse(notice.Value);
        var (root, properties) = (message.RootElement, message.RootElement.GetProperty("properties"));
        Assert.Equal("Feature", root.GetProperty("type").GetString());
        Assert.Equal("http://wis.wmo.int/spec/wnm/1/conf/core", root.GetProperty("conformsTo")[0].GetString());
        Assert.Equal(8, root.GetProperty("id").GetGuid().Version);
        Assert.Equal("slams/test/19870111T0600Z", properties.GetProperty("data_id").GetString());
        Assert.Equal("1987-01-11T06:00:00Z", properties.GetProperty("datetime").GetString());
        Assert.Equal(TimeSpan.Zero, properties.GetProperty("pubtime").GetDateTimeOffset().Offset);
        var corners = root.GetProperty("geometry").GetProperty("coordinates")[0].EnumerateArray()
            .Select(corner => (corner[0].GetDouble(), corner[1].GetDouble())).ToList();
        Assert.Equal([(-180, -90), (180, -90), (180, 90), (-180, 90), (-180, -90)], corners);

        var link = root.GetProperty("links")[0];
        Assert.Equal("canonical", link.GetProperty("rel").GetString());
        var file = await world.Publisher.Client.GetByteArrayAsync(new Uri(link.GetProperty("href").GetString()!).AbsolutePath, cancellation);
        Assert.Equal(file.Length, link.GetProperty("length").GetInt32());
        Assert.Equal("sha512", properties.GetProperty("integrity").GetProperty("method").GetString());
        Assert.Equal(SHA512.HashData(file), properties.GetProperty("integrity").GetProperty("value").GetBytesFromBase64());
    }

    [Fact]
    public async Task A_repeat_has_the_same_identifier_and_a_revision_another_one()
    {
        await using var world = await World.StartAsync();
        await world.PublishAsync(SyntheticAnalysis.Make(0));
        await world.PublishAsync(SyntheticAnalysis.Make(0));
        await world.PublishAsync(SyntheticAnalysis.Make(0, revision: 1));

        var notices = await world.NoticesAsync();
        Assert.Equal(3, notices.Count);
        Assert.Equal(notices[0].Value.ToArray(), notices[1].Value.ToArray());
        Assert.Equal(notices[0].Headers["ce_id"], notices[1].Headers["ce_id"]);
        Assert.StartsWith("19870111T0600Z.1.", notices[2].Headers["ce_id"], StringComparison.Ordinal);
        Assert.Contains("\"rel\":\"update\"", Encoding.UTF8.GetString(notices[2].Value.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_cycle_is_announced_as_failed_with_the_reason()
    {
        await using var world = await World.StartAsync();
        await world.PublishAsync(SyntheticAnalysis.Failed(0));

        var notice = Assert.Single(await world.NoticesAsync());
        Assert.Equal("slams.analysis.failed.v1", notice.Headers["ce_type"]);
        Assert.Contains("\"failure\":\"no model\"", Encoding.UTF8.GetString(notice.Value.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revision_that_failed_leaves_the_analysis_and_its_notice_and_holds_up_nobody()
    {
        await using var world = await World.StartAsync();
        await world.PublishAsync(SyntheticAnalysis.Make(0));
        await world.PublishAsync(SyntheticAnalysis.Failed(0, revision: 1));
        await world.PublishAsync(SyntheticAnalysis.Make(1));

        Assert.Equal(["19870111T0600Z", "19870111T1200Z"], (await world.NoticesAsync()).Select(notice => notice.Key));
    }

    /// <summary>The same run again with another seed: its file takes the place of the other's, whichever revision that is.</summary>
    [Fact]
    public async Task A_file_that_other_settings_have_replaced_is_not_waited_for()
    {
        using var folder = new ScratchFolder();
        var feed = new QueueFeed();
        var again = SyntheticAnalysis.Make(0);
        await using (var before = await RunningPublisher.StartAsync(folder: folder.Path, feed: feed))
        {
            await before.PublishAsync(
                SyntheticAnalysis.Make(0, revision: 1), again with { Provenance = again.Provenance with { Seed = 2 } }, SyntheticAnalysis.Make(1));
        }

        await using var world = await World.StartAsync(folder.Path, feed);
        await feed.CommittedAsync(Group, 3);

        Assert.Equal(["19870111T0600Z", "19870111T1200Z"], (await world.NoticesAsync()).Select(notice => notice.Key));
    }

    [Fact]
    public async Task Switched_on_later_it_passes_over_what_has_been_removed_and_announces_the_rest()
    {
        using var folder = new ScratchFolder();
        var feed = new QueueFeed();
        await using (var before = await RunningPublisher.StartAsync(folder: folder.Path, feed: feed))
        {
            await before.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(1));
        }

        File.Delete(Path.Combine(folder.Path, "analysis_19870111T0600Z.nc"));
        await using var world = await World.StartAsync(folder.Path, feed);
        await feed.CommittedAsync(Group, 2);

        Assert.Equal("19870111T1200Z", Assert.Single(await world.NoticesAsync()).Key);
    }

    [Fact]
    public async Task A_notice_goes_on_in_the_trace_of_its_analysis_where_spans_are_recorded()
    {
        using var spans = new RecordedSpans();
        await using var world = await World.StartAsync();
        var analysed = new ActivityContext(ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, isRemote: true);
        await world.PublishAsync(SyntheticAnalysis.Make(0), analysed);
        await world.PublishAsync(SyntheticAnalysis.Make(1));

        var notices = await world.NoticesAsync();
        Assert.Equal(analysed.TraceId, notices[0].TraceOf().TraceId);
        Assert.NotEqual(analysed.TraceId, notices[1].TraceOf().TraceId);
        Assert.All(notices, notice => Assert.Equal(notice.Headers["traceparent"], notice.Headers["ce_traceparent"]));
    }

    [Fact]
    public async Task Where_nothing_is_recorded_a_notice_hands_on_what_came_with_the_analysis()
    {
        await using var world = await World.StartAsync();
        var analysed = new ActivityContext(
            ActivityTraceId.CreateRandom(), ActivitySpanId.CreateRandom(), ActivityTraceFlags.Recorded, "vendor=1", isRemote: true);
        await world.PublishAsync(SyntheticAnalysis.Make(0), analysed);
        await world.PublishAsync(SyntheticAnalysis.Make(1));

        var notices = await world.NoticesAsync();
        Assert.Equal(analysed, notices[0].TraceOf());
        Assert.Equal($"00-{analysed.TraceId}-{analysed.SpanId}-01", notices[0].Headers["ce_traceparent"]);
        Assert.DoesNotContain(notices[1].Headers.Keys, name => name.Contains("trace", StringComparison.Ordinal));
    }

    private sealed class World(RunningPublisher publisher, SqliteEventLog log, ScratchFolder folder) : IAsyncDisposable
    {
        private long _published;

        public RunningPublisher Publisher => publisher;

        public static async Task<World> StartAsync(string? output = null, QueueFeed? feed = null)
        {
            var folder = new ScratchFolder();
            var log = new SqliteEventLog(new SqliteLogOptions { Path = Path.Combine(folder.Path, "log.db") });
            var publisher = await RunningPublisher.StartAsync(
                options => options.Notifications.Topic = true, output, feed, services: services => services.AddSingleton<IEventLog>(log));
            return new World(publisher, log, folder);
        }

        public async Task PublishAsync(Analysis analysis, ActivityContext trace = default)
        {
            publisher.Feed.Append(analysis, trace);
            await publisher.Feed.CommittedAsync(Group, ++_published);
        }

        public async Task<List<StoredRecord>> NoticesAsync()
        {
            var notices = new List<StoredRecord>();
            await foreach (var notice in log.ScanAsync(new Topics().Notifications, [], TestContext.Current.CancellationToken))
            {
                notices.Add(notice);
            }

            return notices;
        }

        public async ValueTask DisposeAsync()
        {
            await publisher.DisposeAsync();
            await log.DisposeAsync();
            folder.Dispose();
        }
    }
}
