using Microsoft.Extensions.Logging;
using Slams.Hosting.Ingest;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Ingest;

public sealed class InputFilesTests
{
    private static readonly TimeSpan Scan = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Files_and_folders_come_in_ordinal_order_and_hidden_files_do_not()
    {
        using var folder = new ScratchFolder();
        foreach (var name in new[] { "b.csv", "a.csv", ".partial.csv", "B.csv" })
        {
            folder.Write(name, "x");
        }

        var files = await ListAsync([folder["b.csv"], folder.FullName], TestContext.Current.CancellationToken);

        Assert.Equal(["B.csv", "a.csv", "b.csv"], files.Select(Path.GetFileName).Distinct());
    }

    [Fact]
    public async Task An_empty_folder_has_no_files()
    {
        using var folder = new ScratchFolder();

        Assert.Empty(await ListAsync([folder.FullName], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_path_that_is_not_there_is_named()
    {
        using var folder = new ScratchFolder();

        var exception = await Assert.ThrowsAsync<FileNotFoundException>(
            () => ListAsync([folder["nowhere"]], TestContext.Current.CancellationToken));

        Assert.Contains("nowhere", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_watching_a_file_counts_once_it_has_stopped_growing()
    {
        using var folder = new ScratchFolder();
        var clock = new ScanClock();
        await using var files = InputFiles.EnumerateAsync([folder.FullName], watch: true, followLinks: false, clock, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var next = files.MoveNextAsync().AsTask();
        await clock.WaitBegunAsync();

        foreach (var content in new[] { "a", "ab", "abc" })
        {
            folder.Write("growing.csv", content);
            clock.Advance(Scan);
            await clock.WaitBegunAsync();
            Assert.False(next.IsCompleted, "a growing file is left alone");
        }

        clock.Advance(Scan);
        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal("growing.csv", files.Current.Name);
    }

    [Fact]
    public async Task While_watching_a_file_that_is_renamed_into_place_comes_without_a_scan_and_once()
    {
        using var folder = new ScratchFolder();
        var clock = new ScanClock();
        await using var files = InputFiles.EnumerateAsync([folder.FullName], watch: true, followLinks: false, clock, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var next = files.MoveNextAsync().AsTask();
        await clock.WaitBegunAsync();

        folder.Write(".whole.csv", "a");
        File.Move(folder[".whole.csv"], folder["whole.csv"]);

        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal("whole.csv", files.Current.Name);

        next = files.MoveNextAsync().AsTask();
        for (var scan = 0; scan < 3; scan++)
        {
            clock.Advance(Scan);
            await clock.WaitBegunAsync();
        }

        // Nothing came by the scans: the next is another one.
        folder.Write(".other.csv", "a");
        File.Move(folder[".other.csv"], folder["other.csv"]);
        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal("other.csv", files.Current.Name);
    }

    [Fact]
    public async Task A_folder_that_was_away_is_heard_of_again()
    {
        using var folder = new ScratchFolder();
        var watched = Directory.CreateDirectory(folder["in"]).FullName;
        var clock = new ScanClock();
        await using var files = InputFiles.EnumerateAsync([watched], watch: true, followLinks: false, clock, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        var next = files.MoveNextAsync().AsTask();
        await clock.WaitBegunAsync();
        Directory.Delete(watched);
        clock.Advance(Scan);
        await clock.WaitBegunAsync();
        Directory.CreateDirectory(watched);
        clock.Advance(Scan);
        await clock.WaitBegunAsync();

        folder.Write("in/.whole.csv", "a");
        File.Move(folder["in/.whole.csv"], folder["in/whole.csv"]);

        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task While_watching_a_file_comes_once_only()
    {
        using var folder = new ScratchFolder();
        folder.Write("first.csv", "a");
        var clock = new ScanClock();
        await using var files = InputFiles.EnumerateAsync([folder.FullName], watch: true, followLinks: false, clock, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await files.MoveNextAsync());

        var next = files.MoveNextAsync().AsTask();
        for (var scan = 0; scan < 3; scan++)
        {
            await clock.WaitBegunAsync();
            Assert.False(next.IsCompleted, "the file has come already");
            clock.Advance(Scan);
        }

        folder.Write("second.csv", "b");
        await clock.WaitBegunAsync();
        clock.Advance(Scan);
        await clock.WaitBegunAsync();
        clock.Advance(Scan);
        Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        Assert.Equal("second.csv", files.Current.Name);
    }

    [Fact]
    public async Task A_watched_folder_that_is_away_for_a_while_is_waited_for_and_the_others_are_read()
    {
        using var folder = new ScratchFolder();
        var (gone, other) = (Directory.CreateDirectory(folder["gone"]).FullName, Directory.CreateDirectory(folder["other"]).FullName);
        File.WriteAllText(Path.Combine(gone, "first.csv"), "a");
        var (clock, logger) = (new ScanClock(), new EventNumbers());
        await using var files = InputFiles.EnumerateAsync(
            [gone, other], watch: true, followLinks: false, clock, TestContext.Current.CancellationToken, logger)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);
        Assert.True(await files.MoveNextAsync());

        Directory.Move(gone, folder["elsewhere"]);
        File.WriteAllText(Path.Combine(other, "second.csv"), "b");
        Assert.Equal("second.csv", await NextAsync());
        Assert.Equal([1011], logger.Written);

        File.WriteAllText(folder[Path.Combine("elsewhere", "third.csv")], "c");
        Directory.Move(folder["elsewhere"], gone);
        Assert.Equal("third.csv", await NextAsync());
        Assert.Equal([1011, 1012], logger.Written);

        // A new file comes with the second scan that finds it.
        async Task<string> NextAsync()
        {
            var next = files.MoveNextAsync().AsTask();
            for (var scan = 0; scan < 2; scan++)
            {
                await clock.WaitBegunAsync();
                clock.Advance(Scan);
            }

            Assert.True(await next.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
            return files.Current.Name;
        }
    }

    private static async Task<List<string>> ListAsync(string[] paths, CancellationToken cancellationToken)
    {
        var files = new List<string>();
        await foreach (var file in InputFiles.EnumerateAsync(paths, watch: false, followLinks: false, TimeProvider.System, cancellationToken))
        {
            files.Add(file.Path);
        }

        return files;
    }

    private sealed class EventNumbers : ILogger
    {
        public List<int> Written { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Add(eventId.Id);
    }
}
