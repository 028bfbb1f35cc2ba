namespace Slams.Formats.Zarr;

/// <summary>Where a store lies: files or objects by keys with <c>/</c> between their parts.</summary>
public interface IZarrStorage
{
    /// <summary>Name for messages.</summary>
    string Name { get; }

    /// <summary>What is there under a key; null when nothing is.</summary>
    Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken);

    /// <summary>Puts content into its place whole or not at all; what holds these bytes already may be left alone.</summary>
    Task WriteAsync(string key, byte[] content, CancellationToken cancellationToken);

    /// <summary>Removes what is there under a key; nothing happens when nothing is.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);
}
