namespace Slams.Formats.Content;

/// <summary>Content of a file after transparent decompression, with its first bytes read ahead for recognition.</summary>
internal sealed class OpenedContent : IAsyncDisposable
{
    private OpenedContent(Stream stream, ReadOnlyMemory<byte> head)
    {
        Stream = stream;
        Head = head;
    }

    /// <summary>The content from its start.</summary>
    public Stream Stream { get; }

    /// <summary>Its first bytes.</summary>
    public ReadOnlyMemory<byte> Head { get; }

    /// <summary>Opens content; gzip is known by its magic, not by the name.</summary>
    /// <exception cref="InvalidDataException">The compression is damaged or the limit passed within the head.</exception>
    public static async Task<OpenedContent> OpenAsync(Stream raw, int headBytes, long maximumBytes, CancellationToken cancellationToken)
    {
        var (stream, head) = await PeekAsync(raw, headBytes, cancellationToken).ConfigureAwait(false);
        if (head.Span is [0x1F, 0x8B, ..])
        {
            var unzipped = new LimitedStream(new GzipMembersStream(stream), maximumBytes);
            (stream, head) = await PeekAsync(unzipped, headBytes, cancellationToken).ConfigureAwait(false);
        }

        return new OpenedContent(stream, head);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Stream.DisposeAsync();

    private static async Task<(Stream Stream, ReadOnlyMemory<byte> Head)> PeekAsync(
        Stream stream, int headBytes, CancellationToken cancellationToken)
    {
        var head = new byte[headBytes];
        var start = stream.CanSeek ? stream.Position : 0;
        var got = await stream.ReadAtLeastAsync(head, headBytes, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        if (stream.CanSeek)
        {
            stream.Position = start;
            return (stream, head.AsMemory(0, got));
        }

        return (new PrefixedStream(head.AsMemory(0, got), stream), head.AsMemory(0, got));
    }
}
