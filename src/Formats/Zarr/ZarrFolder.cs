using Slams.Formats.Analyses;

namespace Slams.Formats.Zarr;

/// <summary>A store in a folder, which is made with its first file.</summary>
/// <param name="folder">The folder.</param>
public sealed class ZarrFolder(string folder) : IZarrStorage
{
    /// <inheritdoc/>
    public string Name => folder;

    /// <inheritdoc/>
    public async Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, key);
        return File.Exists(path) ? await File.ReadAllBytesAsync(path, cancellationToken) : null;
    }

    /// <inheritdoc/>
    public Task WriteAsync(string key, byte[] content, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = Path.Combine(folder, key);
        var within = Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        AtomicFile.DeleteLeftovers(within.FullName);
        AtomicFile.WriteChanged(path, content);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = Path.Combine(folder, key);
        var within = Path.GetDirectoryName(path)!;
        if (Directory.Exists(within))
        {
            File.Delete(path);
        }

        // The folders of a shard that is gone: of many shards they would be as many as the files.
        for (; within.Length > folder.Length; within = Path.GetDirectoryName(within)!)
        {
            if (Directory.Exists(within))
            {
                if (Directory.EnumerateFileSystemEntries(within).Any())
                {
                    break;
                }

                Directory.Delete(within);
            }
        }

        return Task.CompletedTask;
    }
}
