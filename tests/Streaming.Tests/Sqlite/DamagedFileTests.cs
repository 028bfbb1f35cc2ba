using Slams.Streaming.Log;
using Slams.Streaming.Sqlite;

namespace Slams.Streaming.Tests.Sqlite;

/// <summary>A damaged file is named, with what to do about it; nothing of it is taken for records.</summary>
public sealed class DamagedFileTests : IDisposable
{
    private readonly ScratchFile _file = new();

    private CancellationToken Token => _file.Token;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Overwritten_pages_stop_a_scan_with_advice()
    {
        await WriteAsync();
        var bytes = await File.ReadAllBytesAsync(_file.Path, Token);
        // All but the first pages, which hold the schema.
        Array.Fill(bytes, (byte)0xA5, 16 * 4096, bytes.Length - (16 * 4096));
        await File.WriteAllBytesAsync(_file.Path, bytes, Token);

        await using var log = Open();
        var exception = await Assert.ThrowsAsync<EventLogException>(async () => await log.ScanAsync("t", [], Token).ToListAsync(Token));
        Assert.Contains("move the file", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x'FF'")]
    [InlineData("x'00FFFFFFFF07'")]
    [InlineData("x'00000000'")]
    [InlineData("x'0000000200'")]
    public async Task A_damaged_block_ends_scans_and_readers_with_its_place(string content)
    {
        await WriteAsync();
        await using (var connection = _file.Connect())
        {
            connection.Run("UPDATE blocks SET content = " + content);
        }

        await using var log = Open();
        var scanned = await Assert.ThrowsAsync<EventLogException>(async () => await log.ScanAsync("t", [], Token).ToListAsync(Token));
        Assert.Contains("t/0 from offset 0", scanned.Message, StringComparison.Ordinal);
        await using var reader = await log.OpenReaderAsync(new ReaderOptions { Group = "g", Topics = ["t"] }, Token);
        var read = await Assert.ThrowsAsync<EventLogException>(() => reader.ReadAsync(10, TimeSpan.FromSeconds(30), Token));
        Assert.Contains("move the file", read.Message, StringComparison.Ordinal);
    }

    private async Task WriteAsync()
    {
        await using var log = Open();
        await log.EnsureTopicAsync("t", 1, Token);
        await log.AppendAsync("t", [.. Enumerable.Range(0, 400).Select(_ => new LogRecord("key", new byte[1000], ScratchFile.Start))], Token);
    }

    private SqliteEventLog Open() => new(new SqliteLogOptions { Path = _file.Path, Durability = SqliteDurability.Normal });
}
