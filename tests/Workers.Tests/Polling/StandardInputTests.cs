using Slams.Ingest.Polling;
using Slams.Workers.Tests.Support;

namespace Slams.Workers.Tests.Polling;

public sealed class StandardInputTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_repeat_takes_the_place_of_the_first_and_other_content_another()
    {
        using var folder = new ScratchFolder();

        var first = await SpoolAsync(folder, "one");
        var again = await SpoolAsync(folder, "one");
        var other = await SpoolAsync(folder, "two");

        Assert.Equal(first, again);
        Assert.Equal(("one", "two"), (await File.ReadAllTextAsync(again, Token), await File.ReadAllTextAsync(other, Token)));
        Assert.Equal(2, Directory.GetFileSystemEntries(folder["spool"]).Length);
    }

    [Fact]
    public async Task One_that_is_silent_can_be_called_off_and_leaves_nothing_nor_takes_what_others_write()
    {
        using var folder = new ScratchFolder();
        Directory.CreateDirectory(Path.Combine(folder["spool"], ".other.partial"));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        await using var silent = new Silent();

        var spooling = StandardInput.SpoolAsync(silent, folder["spool"], "stdin", 100, stop.Token);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => spooling.WaitAsync(TimeSpan.FromSeconds(30), Token));
        Assert.Equal([".other.partial"], Directory.GetFileSystemEntries(folder["spool"]).Select(Path.GetFileName));
    }

    private static async Task<string> SpoolAsync(ScratchFolder folder, string content)
    {
        using var input = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(content));
        return await StandardInput.SpoolAsync(input, folder["spool"], "stdin", 100, Token);
    }

    /// <summary>Gives nothing and heeds no token, as a terminal does.</summary>
    private sealed class Silent : MemoryStream
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, CancellationToken.None);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(new TaskCompletionSource<int>().Task);
    }
}
