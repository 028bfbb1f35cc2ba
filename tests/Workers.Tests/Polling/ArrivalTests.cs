using Slams.Hosting.Ingest;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Polling;

public sealed class ArrivalTests
{
    [Fact]
    public void The_name_of_a_folder_says_what_is_in_it()
    {
        var arrival = Of(1, "a");

        Assert.Equal(arrival, Arrival.Parse(arrival.Folder));
        Assert.Equal(arrival, Arrival.Of($"/spool/{arrival.Folder}/x.csv"));
        Assert.Null(Arrival.Parse("2026-11-30"));
        Assert.Null(Arrival.Of("/spool/x.csv"));
        Assert.Null(Arrival.Of("x.csv"));
    }

    [Fact]
    public void Later_ones_sort_later()
    {
        var folders = new[] { Of(3, "a"), Of(1, "b"), Of(2, "c") }.Select(one => one.Folder).Order(StringComparer.Ordinal);

        Assert.Equal([1, 2, 3], folders.Select(folder => (int)(Arrival.Parse(folder)!.Time - DateTimeOffset.UnixEpoch).TotalMilliseconds));
    }

    [Fact]
    public void Files_of_arrivals_are_files_of_the_folder_that_they_are_in_and_others_below_it_are_not()
    {
        using var folder = new ScratchFolder();
        var arrival = Of(1, "a");
        foreach (var name in new[] { arrival.Folder, "other", "." + arrival.Folder })
        {
            Directory.CreateDirectory(folder[name]);
            File.WriteAllText(Path.Combine(folder[name], "x.csv"), "x");
        }

        Assert.Equal([folder[Path.Combine(arrival.Folder, "x.csv")]], InputFiles.List(folder.FullName, followLinks: false).Select(file => file.Path));
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public void A_link_that_is_called_as_an_arrival_leads_nowhere_unless_links_are_followed(bool followLinks, int files)
    {
        using var folder = new ScratchFolder();
        Directory.CreateDirectory(folder["elsewhere"]);
        File.WriteAllText(Path.Combine(folder["elsewhere"], "x.csv"), "x");
        Directory.CreateDirectory(folder["input"]);
        Directory.CreateSymbolicLink(Path.Combine(folder["input"], Of(1, "a").Folder), folder["elsewhere"]);

        Assert.Equal(files, InputFiles.List(folder["input"], followLinks).Count);
    }

    [Fact]
    public async Task While_watching_they_come_with_the_first_scan_for_they_are_whole()
    {
        using var folder = new ScratchFolder();
        var clock = new ScanClock();
        await using var files = InputFiles.EnumerateAsync([folder.FullName], watch: true, followLinks: false, clock, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var next = files.MoveNextAsync().AsTask();
        await clock.WaitBegunAsync();

        Directory.CreateDirectory(folder[Of(1, "a").Folder]);
        File.WriteAllText(Path.Combine(folder[Of(1, "a").Folder], "x.csv"), "x");
        clock.Advance(TimeSpan.FromSeconds(2));

        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal("x.csv", files.Current.Name);
    }

    [Fact]
    public void Where_the_oldest_progress_is_gone_those_that_came_before_the_first_told_of_are_taken_as_read()
    {
        var (old, first, later) = ($"/spool/{Of(1, "z").Folder}/x.csv", $"/spool/{Of(2, "m").Folder}/x.csv", $"/spool/{Of(3, "a").Folder}/a.csv");
        var told = new ToldFiles();
        told.Add(new ResumeNote(new ResumePlace(first, 5, false), []));

        told.OldestAreGone([first]);

        Assert.Equal((long.MaxValue, 5, 0), (told.ItemsOf(old), told.ItemsOf(first), told.ItemsOf(later)));
    }

    private static Arrival Of(int milliseconds, string address) =>
        new(DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds), Arrival.HashOf(address), Arrival.HashOf("version"), Arrival.HashOf("content"));
}
