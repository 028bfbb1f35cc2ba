namespace Slams.Formats.Soundings;

/// <summary>One format of soundings.</summary>
internal interface ISoundingFormat
{
    /// <summary>Whether content begins like this format.</summary>
    bool Recognises(ReadOnlySpan<byte> head);

    /// <summary>Reads content; what cannot be read is a dead letter, and its neighbours are still read.</summary>
    /// <exception cref="InvalidDataException">The content as a whole is not of this format or ends too early.</exception>
    IAsyncEnumerable<SoundingItem> ReadAsync(Stream content, string source, CancellationToken cancellationToken);

    /// <summary>The same of content of which is known when it was written, for formats whose reports state a part of their date only.</summary>
    /// <exception cref="InvalidDataException">The content as a whole is not of this format or ends too early.</exception>
    IAsyncEnumerable<SoundingItem> ReadAsync(Stream content, string source, DateTimeOffset written, CancellationToken cancellationToken) =>
        ReadAsync(content, source, cancellationToken);
}
