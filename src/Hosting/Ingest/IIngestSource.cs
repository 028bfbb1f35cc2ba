namespace Slams.Hosting.Ingest;

/// <summary>Reads observations in a fixed order: the same files in the same order give the same items at every start.</summary>
public interface IIngestSource
{
    /// <summary>Name in the log: <c>stations</c> or <c>satellite</c>, or that of its share.</summary>
    string Name { get; }

    /// <summary>Which of its files it reads.</summary>
    SourceShare Share => SourceShare.Whole(Name);

    /// <summary>Topic of its observations.</summary>
    string Topic { get; }

    /// <summary>Partitions of that topic.</summary>
    int Partitions { get; }

    /// <summary>What of its files waits to be read; null where it has none.</summary>
    InputBacklog? Backlog => null;

    /// <summary>Items file by file, to the end of what there is; a live source waits for more.</summary>
    /// <param name="readBefore">Files that come first as far as they are there still, in this order: that of an earlier reading.</param>
    /// <param name="cancellationToken">Ends it.</param>
    IAsyncEnumerable<IngestItem> ReadAsync(IReadOnlyList<string> readBefore, CancellationToken cancellationToken);
}
