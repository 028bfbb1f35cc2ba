using System.Globalization;
using System.IO.Enumeration;
using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Slams.Hosting.Ingest;

namespace Slams.Ingest.Polling.S3;

/// <summary>Objects of a bucket whose keys begin with a prefix. The listing tells their versions, so that nothing is asked for twice.</summary>
internal sealed class S3Remote(S3PollOptions options, IAmazonS3 client, TimeProvider time) : IRemote
{
    private const int MostKeys = 100_000;
    private readonly string _root = $"s3://{(options.Endpoint.Length > 0 ? new Uri(options.Endpoint).Authority : "")}/{options.Bucket}/";

    public async Task<RemoteListing> ListAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var (files, keys) = (new List<RemoteFile>(), 0);
        foreach (var prefix in TimeTemplate.Fill(options.Prefix, now, options.LookBack, options.Step))
        {
            string? more = null;
            do
            {
                var page = await AnsweredAsync(() => client.ListObjectsV2Async(
                    new ListObjectsV2Request { BucketName = options.Bucket, Prefix = prefix, ContinuationToken = more }, cancellationToken), cancellationToken);
                var found = page.S3Objects ?? [];
                if ((keys += found.Count) > MostKeys)
                {
                    throw new RemoteException(string.Create(CultureInfo.InvariantCulture, $"the prefix has more than {MostKeys} objects"), isFinal: true);
                }

                files.AddRange(found.Where(one => IsWanted(one, now)).Select(ToFile));
                more = page.IsTruncated == true ? page.NextContinuationToken : null;
            }
            while (more is not null);
        }

        return new RemoteListing(files, WasAsked: true);
    }

    public async Task<RemoteAnswer> AskAsync(RemoteFile file, Validators? known, CancellationToken cancellationToken)
    {
        var listed = (S3File)file;
        try
        {
            // As it was listed, or not at all: the next listing tells of what has taken its place.
            var answer = await AnsweredAsync(() => client.GetObjectAsync(
                new GetObjectRequest { BucketName = options.Bucket, Key = listed.Key, EtagToMatch = listed.Tag }, cancellationToken), cancellationToken);
            return new RemoteAnswer(true, answer.ResponseStream, new Validators(listed.Tag, Utc(answer.LastModified), answer.ContentLength), answer);
        }
        catch (AmazonS3Exception gone) when (gone.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed)
        {
            return RemoteAnswer.Absent;
        }
    }

    private bool IsWanted(S3Object one, DateTimeOffset now) => one.Key.Length > 0 && one.Key[^1] != '/' && one.ETag is { Length: > 0 }
        && !(Utc(one.LastModified) < now - options.LookBack)
        && (options.Pattern.Length == 0 || FileSystemName.MatchesSimpleExpression(options.Pattern, NameOf(one.Key), ignoreCase: false));

    private S3File ToFile(S3Object one) => new(
        one.Key, one.ETag, _root + one.Key, SafeName.Of(NameOf(one.Key), options.Bucket), string.Create(CultureInfo.InvariantCulture, $"tag {one.ETag} {one.Size}"));

    private static string NameOf(string key) => key[(key.LastIndexOf('/') + 1)..];

    private static DateTimeOffset? Utc(DateTime? time) => time is { } some ? new DateTimeOffset(some.ToUniversalTime()) : null;

    /// <summary>The answer, or why there is none in the words of whoever tries again.</summary>
    private async Task<T> AnsweredAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask();
        }
        catch (AmazonServiceException exception) when (exception.StatusCode is not (HttpStatusCode.NotFound or HttpStatusCode.PreconditionFailed) || exception.ErrorCode == "NoSuchBucket")
        {
            var status = (int)exception.StatusCode;
            // 0: nothing was answered.
            throw new RemoteException(
                string.Create(CultureInfo.InvariantCulture, $"bucket {options.Bucket}: {status} {exception.ErrorCode}"), isFinal: status is not (0 or 408 or 429 or >= 500));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RemoteException($"bucket {options.Bucket}: no answer in time", isFinal: false);
        }
        catch (AmazonClientException exception)
        {
            // No credentials, mostly.
            throw new RemoteException($"bucket {options.Bucket}: {exception.Message}", isFinal: true);
        }
    }
}
