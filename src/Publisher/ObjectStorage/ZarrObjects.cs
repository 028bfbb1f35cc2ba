using System.Security.Cryptography;
using Slams.Formats.Zarr;

namespace Slams.Publisher.ObjectStorage;

/// <summary>A Zarr store in a bucket. What is there already, by its checksum in the metadata, is not put again.</summary>
/// <param name="bucket">The bucket.</param>
/// <param name="prefix">What the keys of the store begin with.</param>
internal sealed class ZarrObjects(Bucket bucket, string prefix) : IZarrStorage
{
    private const string Checksum = "sha256";

    public string Name => prefix;

    public Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken) => bucket.ReadAsync($"{prefix}/{key}", cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) => bucket.DeleteAsync($"{prefix}/{key}", cancellationToken);

    public async Task WriteAsync(string key, byte[] content, CancellationToken cancellationToken)
    {
        var (path, sha256) = ($"{prefix}/{key}", Convert.ToHexStringLower(SHA256.HashData(content)));
        if ((await bucket.FindAsync(path, cancellationToken))?[Checksum] == sha256)
        {
            return;
        }

        var type = key.EndsWith(".json", StringComparison.Ordinal) ? "application/json" : "application/octet-stream";
        await bucket.PutAsync(path, content, type, request =>
        {
            request.Metadata[Checksum] = sha256;
            // Every cycle changes them.
            request.Headers.CacheControl = "no-cache";
        }, cancellationToken);
    }
}
