using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Slams.Core.Analyses;
using Slams.Publisher.Delivery;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Delivery;

public sealed class RevisionDeliveryTests
{
    private const string Cycle = "19870111T0600Z";

    [Fact]
    public async Task An_earlier_revision_read_again_does_not_take_the_place_of_a_later_one()
    {
        using var folder = new ScratchFolder();
        await using (var first = await RunningPublisher.StartAsync(folder: folder.Path))
        {
            await first.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(0, revision: 1));
        }

        var path = Path.Combine(folder.Path, $"analysis_{Cycle}.nc");
        var revised = await File.ReadAllBytesAsync(path);
        // A publisher whose group has lost its offsets begins at the first record again.
        await using var second = await RunningPublisher.StartAsync(folder: folder.Path);
        await second.PublishAsync(SyntheticAnalysis.Make(0));

        Assert.Equal(revised, await File.ReadAllBytesAsync(path));
        Assert.Equal(1, second.Store.Find(Cycle)!.Provenance.Revision);
        Assert.Contains("slams_publisher_superseded_total 1", await second.Client.GetStringAsync("metrics"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_run_takes_the_place_of_a_cycle_whatever_its_revision()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0, revision: 1), SyntheticAnalysis.Make(0, runId: "other"));

        Assert.Equal(("other", 0), (publisher.Store.Latest!.Provenance.RunId, publisher.Store.Latest.Provenance.Revision));
    }

    [Fact]
    public async Task A_revision_tells_what_was_added_on_every_way_out()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        var revision = SyntheticAnalysis.Make(0, revision: 1);
        await publisher.PublishAsync(SyntheticAnalysis.Make(0), revision with
        {
            Provenance = revision.Provenance with { AddedCounts = new SortedDictionary<string, long> { ["reading.Assimilated"] = 4 } },
        });

        var document = await publisher.Client.GetFromJsonAsync<JsonElement>($"api/v1/cycles/{Cycle}");
        Assert.Equal($"{Cycle}.1", document.GetProperty("eventId").GetString());
        Assert.Equal(1, document.GetProperty("provenance").GetProperty("revision").GetInt32());
        Assert.Equal(4, document.GetProperty("provenance").GetProperty("addedCounts").GetProperty("reading.Assimilated").GetInt32());
        using var events = await EventReader.OpenAsync(publisher.Client, "none");
        Assert.Equal($"{Cycle}.0", await events.NextIdAsync());
        Assert.Equal($"{Cycle}.1", await events.NextIdAsync());
    }

    [Fact]
    public async Task A_failed_cycle_is_announced_and_known_with_its_reason_also_after_a_restart()
    {
        using var folder = new ScratchFolder();
        var feed = new QueueFeed();
        await using (var first = await RunningPublisher.StartAsync(folder: folder.Path, feed: feed))
        {
            await first.PublishAsync(Failed(0, 0));
            await AssertFailedAsync(first);
        }

        await using var second = await RunningPublisher.StartAsync(folder: folder.Path, feed: feed);
        await second.PublishAsync(SyntheticAnalysis.Make(1));
        await AssertFailedAsync(second);
    }

    [Fact]
    public async Task A_failed_revision_leaves_the_analysis_in_place_and_a_later_analysis_takes_the_place_of_a_failed_one()
    {
        await using var publisher = await RunningPublisher.StartAsync();
        await publisher.PublishAsync(SyntheticAnalysis.Make(0), Failed(0, 1), Failed(1, 0), SyntheticAnalysis.Make(1, revision: 1));

        Assert.Equal([("ok", 0), ("ok", 1)], publisher.Store.Cycles.Select(cycle => (cycle.Outcome, cycle.Provenance.Revision)));
    }

    [Fact]
    public async Task A_disk_that_is_full_for_a_while_costs_nothing_and_is_told_meanwhile()
    {
        var disk = new FullDisk();
        await using var publisher = await RunningPublisher.StartAsync(services: services => services.AddSingleton<IAnalysisSink>(disk));
        publisher.Feed.Append(SyntheticAnalysis.Make(0));
        publisher.Feed.Append(SyntheticAnalysis.Make(1));
        await disk.Refused.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await publisher.Client.GetAsync("health/ready", deadline.Token)).IsSuccessStatusCode)
        {
        }

        disk.IsFull = false;
        await publisher.Feed.CommittedAsync(2);

        Assert.Equal([Cycle, "19870111T1200Z"], disk.Written);
        Assert.True((await publisher.Client.GetAsync("health/ready", deadline.Token)).IsSuccessStatusCode);
    }

    private static async Task AssertFailedAsync(RunningPublisher publisher)
    {
        var document = await publisher.Client.GetFromJsonAsync<JsonElement>($"api/v1/cycles/{Cycle}");
        Assert.Equal("failed", document.GetProperty("outcome").GetString());
        Assert.Equal("no memory", document.GetProperty("failure").GetString());
        var listed = (await publisher.Client.GetFromJsonAsync<JsonElement>("api/v1/cycles")).GetProperty("cycles");
        Assert.Contains(listed.EnumerateArray(), item => item.GetProperty("cycle").GetString() == Cycle && item.GetProperty("outcome").GetString() == "failed");
        var field = await publisher.Client.GetFromJsonAsync<JsonElement>($"api/v1/cycles/{Cycle}/field?level=92500");
        Assert.Equal(JsonValueKind.Null, field.GetProperty("values")[0][0].ValueKind);
    }

    private static Analysis Failed(int number, int revision)
    {
        var analysis = SyntheticAnalysis.Make(number, revision, stations: 0);
        var missing = Array.ConvertAll(analysis.MeanK, _ => float.NaN);
        return analysis with { MeanK = missing, SpreadK = missing, Failure = "no memory" };
    }

    private sealed class FullDisk : IAnalysisSink
    {
        private readonly TaskCompletionSource _refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private volatile bool _isFull = true;

        public string Name => "disk";

        public bool IsFull
        {
            set => _isFull = value;
        }

        public List<string> Written { get; } = [];

        public Task Refused => _refused.Task;

        public Task DeliverAsync(Analysis analysis, CancellationToken cancellationToken)
        {
            if (_isFull)
            {
                _refused.TrySetResult();
                throw new IOException("No space left on device");
            }

            Written.Add(analysis.Cycle.Key);
            return Task.CompletedTask;
        }
    }
}
