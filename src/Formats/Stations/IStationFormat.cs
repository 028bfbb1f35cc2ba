namespace Slams.Formats.Stations;

/// <summary>One format of station reports.</summary>
public interface IStationFormat
{
    /// <summary>Name for configuration and messages, for example <c>isd-lite</c>.</summary>
    string Name { get; }

    /// <summary>Whether content looks like this format.</summary>
    /// <param name="fileName">File name without folder and without <c>.gz</c>.</param>
    /// <param name="head">
    /// First bytes of the (decompressed) content; whole when shorter than <see cref="StationReadOptions.HeadBytes"/>.
    /// </param>
    bool Recognises(string fileName, ReadOnlySpan<byte> head);

    /// <summary>
    /// Reads decompressed content record by record. A record that cannot be read becomes a dead letter and its neighbours are
    /// still read. No check of plausibility is made here: impossible values pass, missing ones are null.
    /// </summary>
    /// <param name="content">The content from its start.</param>
    /// <param name="source">Name of the source for <c>Source</c> of readings and dead letters; its file name may carry the station.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidDataException">The content as a whole is not of this format or ends too early.</exception>
    IAsyncEnumerable<StationItem> ReadAsync(Stream content, string source, CancellationToken cancellationToken);

    /// <summary>The same of content of which is known when it was written, for formats whose records state a part of their date only.</summary>
    /// <param name="content">The content from its start.</param>
    /// <param name="source">Name of the source.</param>
    /// <param name="written">When the file was last written.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="InvalidDataException">The content as a whole is not of this format or ends too early.</exception>
    IAsyncEnumerable<StationItem> ReadAsync(Stream content, string source, DateTimeOffset written, CancellationToken cancellationToken) =>
        ReadAsync(content, source, cancellationToken);
}
