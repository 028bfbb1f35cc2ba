using System.Text.Json;
using Slams.Publisher.Catalogue;
using Slams.Publisher.Tests.Support;

namespace Slams.Publisher.Tests.Catalogue;

public sealed class RevisionHistoryTests
{
    private const string Cycle = "19870111T0600Z";

    [Fact]
    public async Task Revisions_are_known_after_a_restart_to_the_last_byte()
    {
        using var folder = new ScratchFolder();
        string before;
        var revised = SyntheticAnalysis.Make(0, revision: 1);
        revised = revised with
        {
            Provenance = revised.Provenance with { AddedCounts = new SortedDictionary<string, long> { ["reading.Assimilated"] = 4 } },
        };
        await using (var first = await RunningPublisher.StartAsync(folder: folder.Path))
        {
            await first.PublishAsync(SyntheticAnalysis.Make(0), revised, SyntheticAnalysis.Make(0, revision: 2), SyntheticAnalysis.Make(1));
            before = await ListAsync(first);
        }

        await using var second = await RunningPublisher.StartAsync(folder: folder.Path);

        Assert.Equal(before, await ListAsync(second));
        Assert.Equal([(2, true), (1, false), (0, false)], Revisions(before));
        Assert.Equal(4, JsonDocument.Parse(before).RootElement.GetProperty("revisions")[1].GetProperty("addedCounts").GetProperty("reading.Assimilated").GetInt32());
        // Cycles that were never revised have no history.
        Assert.Single(Directory.GetFiles(folder.Path, "revisions_*"));
    }

    [Theory]
    [InlineData("[null]")]
    [InlineData("null")]
    [InlineData("{")]
    public void A_file_that_is_no_history_is_none(string text) => Assert.Empty(RevisionHistory.Parse(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public async Task A_repeat_after_a_crash_is_no_revision()
    {
        using var folder = new ScratchFolder();
        var (analysis, revised) = (SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(0, revision: 1));
        await using (var killed = await RunningPublisher.StartAsync(folder: folder.Path))
        {
            await killed.PublishAsync(analysis);
        }

        // Killed between the two files of the cycle, it has left the stations of nobody.
        File.Delete(Path.Combine(folder.Path, $"feedback_{Cycle}.csv"));
        byte[] kept;
        await using (var killed = await RunningPublisher.StartAsync(folder: folder.Path))
        {
            await killed.PublishAsync(analysis);
            Assert.Equal([(0, true)], Revisions(await ListAsync(killed)));
            await killed.PublishAsync(revised);
            kept = await File.ReadAllBytesAsync(Path.Combine(folder.Path, $"revisions_{Cycle}.json"), TestContext.Current.CancellationToken);
        }

        await using var next = await RunningPublisher.StartAsync(folder: folder.Path);
        await next.PublishAsync(analysis, revised);

        Assert.Equal([(1, true), (0, false)], Revisions(await ListAsync(next)));
        Assert.Equal(kept, await File.ReadAllBytesAsync(Path.Combine(folder.Path, $"revisions_{Cycle}.json"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task One_that_was_kept_before_a_crash_and_never_replaced_is_the_current_one_still()
    {
        using var folder = new ScratchFolder();
        await using (var first = await RunningPublisher.StartAsync(folder: folder.Path))
        {
            await first.PublishAsync(SyntheticAnalysis.Make(0));
            var before = await File.ReadAllBytesAsync(Path.Combine(folder.Path, $"analysis_{Cycle}.nc"), TestContext.Current.CancellationToken);
            var stations = await File.ReadAllBytesAsync(Path.Combine(folder.Path, $"feedback_{Cycle}.csv"), TestContext.Current.CancellationToken);
            await first.PublishAsync(SyntheticAnalysis.Make(0, revision: 1));
            await File.WriteAllBytesAsync(Path.Combine(folder.Path, $"analysis_{Cycle}.nc"), before, TestContext.Current.CancellationToken);
            await File.WriteAllBytesAsync(Path.Combine(folder.Path, $"feedback_{Cycle}.csv"), stations, TestContext.Current.CancellationToken);
        }

        await using var second = await RunningPublisher.StartAsync(folder: folder.Path);

        Assert.Equal([(0, true)], Revisions(await ListAsync(second)));
    }

    [Fact]
    public async Task Another_runs_analysis_takes_the_history_over_into_its_own_folder_and_a_damaged_one_is_none()
    {
        using var folder = new ScratchFolder();
        await using var publisher = await RunningPublisher.StartAsync(options => options.Layout = "{run}", folder.Path);
        await publisher.PublishAsync(SyntheticAnalysis.Make(0), SyntheticAnalysis.Make(0, revision: 1), SyntheticAnalysis.Make(0, runId: "other"));

        Assert.Equal([(0, true), (1, false), (0, false)], Revisions(await ListAsync(publisher)));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "other", $"revisions_{Cycle}.json"), "no list", TestContext.Current.CancellationToken);
        Assert.Equal([(0, true)], Revisions(await ListAsync(publisher)));
    }

    private static Task<string> ListAsync(RunningPublisher publisher) =>
        publisher.Client.GetStringAsync($"api/v1/cycles/{Cycle}/revisions", TestContext.Current.CancellationToken);

    private static IEnumerable<(int Revision, bool Current)> Revisions(string list) => JsonDocument.Parse(list).RootElement.GetProperty("revisions")
        .EnumerateArray().Select(revision => (revision.GetProperty("revision").GetInt32(), revision.GetProperty("current").GetBoolean()));
}
