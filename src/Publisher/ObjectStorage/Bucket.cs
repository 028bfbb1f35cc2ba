using System.Net;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;

namespace Slams.Publisher.ObjectStorage;

/// <summary>The few operations of a bucket that are needed. It owns its client.</summary>
internal sealed class Bucket(IAmazonS3 client, string name) : IDisposable
{
    /// <summary>Name of the bucket.</summary>
    public string Name => name;

    public void Dispose() => client.Dispose();

    /// <summary>The metadata of an object; null when there is none.</summary>
    /// <exception cref="AmazonS3Exception">The store refuses, or fails.</exception>
    public async Task<MetadataCollection?> FindAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var found = await client.GetObjectMetadataAsync(new GetObjectMetadataRequest { BucketName = name, Key = key }, cancellationToken);
            return found.Metadata;
        }
        catch (AmazonS3Exception answer) when (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>The content of a small object; null when there is none.</summary>
    /// <exception cref="AmazonS3Exception">The store refuses, or fails.</exception>
    public async Task<byte[]?> ReadAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            using var found = await client.GetObjectAsync(new GetObjectRequest { BucketName = name, Key = key }, cancellationToken);
            using var content = new MemoryStream();
            await found.ResponseStream.CopyToAsync(content, cancellationToken);
            return content.ToArray();
        }
        catch (AmazonS3Exception answer) when (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Puts an object, whole or not at all, with the SHA-256 that the store must find in what it got.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="content">Its content.</param>
    /// <param name="contentType">Its media type.</param>
    /// <param name="describe">Adds metadata and headers.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="AmazonS3Exception">The store refuses, or fails.</exception>
    public async Task PutAsync(string key, byte[] content, string contentType, Action<PutObjectRequest> describe, CancellationToken cancellationToken)
    {
        using var stream = new MemoryStream(content, writable: false);
        var request = new PutObjectRequest
        {
            BucketName = name,
            Key = key,
            InputStream = stream,
            ContentType = contentType,
            ChecksumSHA256 = Convert.ToBase64String(SHA256.HashData(content)),
            // One body with its hash in the signature instead of signed chunks, which not every store can read.
            UseChunkEncoding = false,
        };
        describe(request);
        await client.PutObjectAsync(request, cancellationToken);
    }

    /// <summary>The keys that begin with a prefix, in pages of a thousand as they are read.</summary>
    /// <exception cref="AmazonS3Exception">The store refuses, or fails.</exception>
    public async IAsyncEnumerable<string> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? more = null;
        do
        {
            var page = await client.ListObjectsV2Async(
                new ListObjectsV2Request { BucketName = name, Prefix = prefix, ContinuationToken = more }, cancellationToken);
            foreach (var found in page.S3Objects ?? [])
            {
                yield return found.Key;
            }

            more = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (more is not null);
    }

    /// <summary>Removes an object; nothing happens when there is none. One at a time: not every store takes many in one request.</summary>
    /// <exception cref="AmazonS3Exception">The store refuses, or fails.</exception>
    public Task DeleteAsync(string key, CancellationToken cancellationToken) =>
        client.DeleteObjectAsync(new DeleteObjectRequest { BucketName = name, Key = key }, cancellationToken);
}
