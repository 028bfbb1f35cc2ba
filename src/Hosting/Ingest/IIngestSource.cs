namespace Slams.Hosting.Ingest;

/// <summary>Reads observations in a fixed order: the same files give the same items at every start.</summary>
public interface IIngestSource
{
    /// <summary>Name of the source: <c>stations</c> or <c>satellite</c>.</summary>
    string Name { get; }

    /// <summary>Topic of its observations.</summary>
    string Topic { get; }

    /// <summary>Partitions of that topic.</summary>
    int Partitions { get; }

    /// <summary>Items in order, to the end of what there is; a live source waits for more.</summary>
    IAsyncEnumerable<IngestItem> ReadAsync(CancellationToken cancellationToken);
}
