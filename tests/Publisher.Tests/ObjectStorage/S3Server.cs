using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Slams.Publisher.Tests.ObjectStorage;

/// <summary>
/// One bucket of an object store that speaks the S3 protocol, as strict as the strict ones: signatures (version 4), hash and checksum of
/// every body are checked, chunked bodies and checksums of the SDK's own choice are refused.
/// </summary>
internal sealed class S3Server : IAsyncDisposable
{
    public const string Bucket = "weather", AccessKey = "AKIDEXAMPLE", Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _puts = [];
    private readonly ConcurrentQueue<string> _deletes = [];
    private readonly ConcurrentQueue<string> _gets = [];
    private volatile bool _isAway, _mayDelete = true;
    private int _refused;

    private S3Server(WebApplication app) => _app = app;

    /// <summary>Address of the service.</summary>
    public string Address => _app.Urls.Single();

    /// <summary>What is in the bucket, by key.</summary>
    public ConcurrentDictionary<string, StoredObject> Objects { get; } = new(StringComparer.Ordinal);

    /// <summary>Keys in the order in which they were put.</summary>
    public IReadOnlyList<string> Puts => [.. _puts];

    /// <summary>Keys in the order in which they were deleted.</summary>
    public IReadOnlyList<string> Deletes => [.. _deletes];

    /// <summary>Keys in the order in which they were asked for.</summary>
    public IReadOnlyList<string> Gets => [.. _gets];

    /// <summary>When an object was changed last; null for a time ahead.</summary>
    public Func<string, DateTimeOffset>? Modified { get; set; }

    /// <summary>Whether entity tags are hashes of the content.</summary>
    public bool TagsAreHashes { get; set; } = true;

    /// <summary>Called once a list was made.</summary>
    public Action? Listed { get; set; }

    /// <summary>Keys on a page of a list.</summary>
    public int PageSize { get; set; } = 1000;

    /// <summary>Whether the key of access has the right to delete.</summary>
    public bool MayDelete
    {
        set => _mayDelete = value;
    }

    /// <summary>Requests refused while it was away.</summary>
    public int Refused => _refused;

    /// <summary>Answers everything with 503 while true.</summary>
    public bool IsAway
    {
        set => _isAway = value;
    }

    public static async Task<S3Server> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        var server = new S3Server(app);
        app.Map("/{bucket}/{**key}", server.AnswerAsync);
        await app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> AnswerAsync(HttpContext context, string bucket, string? key)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var content = body.ToArray();
        if (_isAway)
        {
            Interlocked.Increment(ref _refused);
            return Error(StatusCodes.Status503ServiceUnavailable, "SlowDown");
        }

        if (Refusal(context.Request, content) is { } refusal)
        {
            return refusal;
        }

        if (bucket != Bucket)
        {
            return Error(StatusCodes.Status404NotFound, "NoSuchBucket");
        }

        if (string.IsNullOrEmpty(key))
        {
            return List(context.Request.Query);
        }

        return context.Request.Method switch
        {
            "DELETE" => Delete(key),
            "PUT" => Put(key, context.Request, content),
            "GET" or "HEAD" => Objects.TryGetValue(key, out var found) ? Give(context, key, found) : Error(StatusCodes.Status404NotFound, "NoSuchKey"),
            _ => Error(StatusCodes.Status405MethodNotAllowed, "MethodNotAllowed"),
        };
    }

    private static IResult? Refusal(HttpRequest request, byte[] content)
    {
        var headers = request.Headers;
        var hash = SHA256.HashData(content);
        if (!S3Signature.Holds(request, AccessKey, Secret))
        {
            return Error(StatusCodes.Status403Forbidden, "SignatureDoesNotMatch");
        }

        if (headers.ContainsKey("x-amz-trailer") || headers.ContentEncoding.Contains("aws-chunked") || headers.ContainsKey("x-amz-sdk-checksum-algorithm"))
        {
            return Error(StatusCodes.Status501NotImplemented, "NotImplemented");
        }

        if (headers["x-amz-content-sha256"] != Convert.ToHexStringLower(hash))
        {
            return Error(StatusCodes.Status400BadRequest, "XAmzContentSHA256Mismatch");
        }

        return request.Method == "PUT" && headers["x-amz-checksum-sha256"] != Convert.ToBase64String(hash)
            ? Error(StatusCodes.Status400BadRequest, "BadDigest")
            : null;
    }

    private IResult Put(string key, HttpRequest request, byte[] content)
    {
        Objects[key] = new StoredObject(content, request.ContentType ?? "", request.Headers.CacheControl.ToString(), request.Headers
            .Where(header => header.Key.StartsWith("x-amz-meta-", StringComparison.OrdinalIgnoreCase))
            .ToDictionary(header => header.Key.ToLowerInvariant()["x-amz-meta-".Length..], header => header.Value.ToString()));
        _puts.Enqueue(key);
        return Results.Ok();
    }

    private IResult Delete(string key)
    {
        if (!_mayDelete)
        {
            return Error(StatusCodes.Status403Forbidden, "AccessDenied");
        }

        Objects.TryRemove(key, out _);
        _deletes.Enqueue(key);
        return Results.NoContent();
    }

    /// <summary>One page of keys in their order; where the next begins is said by the last key of this one.</summary>
    private IResult List(IQueryCollection query)
    {
        var (prefix, after) = (query["prefix"].ToString(), query["continuation-token"].ToString());
        var keys = Objects.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal) && string.CompareOrdinal(key, after) > 0)
            .Order(StringComparer.Ordinal).ToList();
        var page = keys.Take(PageSize).ToList();
        var more = page.Count < keys.Count;
        var answer = Results.Content(
            $"<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><Name>{Bucket}</Name><IsTruncated>{(more ? "true" : "false")}</IsTruncated>"
            + (more ? $"<NextContinuationToken>{page[^1]}</NextContinuationToken>" : "")
            + string.Concat(page.Select(key => $"<Contents><Key>{key}</Key><Size>{Objects[key].Content.Length}</Size><ETag>{Tag(Objects[key])}</ETag>"
                + $"<LastModified>{Modified?.Invoke(key) ?? new DateTimeOffset(2100, 1, 1, 0, 0, 0, TimeSpan.Zero):yyyy-MM-dd'T'HH:mm:ss'Z'}</LastModified></Contents>")) + "</ListBucketResult>",
            "application/xml");
        Listed?.Invoke();
        return answer;
    }

#pragma warning disable CA5351 // It is the stores that use it, as a name of content.
    /// <summary>As most stores have it, the MD5 of the content, which the SDK checks; others have something else.</summary>
    private string Tag(StoredObject found) => TagsAreHashes
        ? $"\"{Convert.ToHexStringLower(MD5.HashData(found.Content))}\""
        : $"\"version {Convert.ToHexStringLower(SHA256.HashData(found.Content))}\"";
#pragma warning restore CA5351

    private IResult Give(HttpContext context, string key, StoredObject found)
    {
        _gets.Enqueue(key);
        if (context.Request.Headers.IfMatch is [{ Length: > 0 } match] && match != Tag(found))
        {
            return Error(StatusCodes.Status412PreconditionFailed, "PreconditionFailed");
        }

        foreach (var (name, value) in found.Metadata)
        {
            context.Response.Headers[$"x-amz-meta-{name}"] = value;
        }

        return Results.Bytes(found.Content, found.ContentType, entityTag: new EntityTagHeaderValue(Tag(found)));
    }

    private static IResult Error(int status, string code) =>
        Results.Content($"<Error><Code>{code}</Code><Message>It is {code}.</Message></Error>", "application/xml", statusCode: status);

    /// <summary>An object as it was put.</summary>
    internal sealed record StoredObject(byte[] Content, string ContentType, string CacheControl, IReadOnlyDictionary<string, string> Metadata);
}
