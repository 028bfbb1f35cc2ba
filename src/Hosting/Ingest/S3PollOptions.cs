using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Slams.Hosting.Configuration;

namespace Slams.Hosting.Ingest;

/// <summary>Objects of a bucket of S3-compatible object storage, <c>Stations:Poll:S3:N</c> and <c>Satellite:Poll:S3:N</c>.</summary>
public sealed partial class S3PollOptions : PollSchedule
{
    /// <summary>Address of the store, http or https; empty for that of AWS in <see cref="Region"/>.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>Region that requests are signed for; <c>us-east-1</c> with an endpoint that is not told otherwise.</summary>
    public string Region { get; set; } = "";

    /// <summary>The bucket.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>
    /// What the keys begin with; <c>{yyyy}</c>, <c>{MM}</c>, <c>{dd}</c>, <c>{DDD}</c> (day of the year), <c>{HH}</c> and <c>{mm}</c> stand for parts of each
    /// time of <see cref="PollSchedule.LookBack"/>, in UTC.
    /// </summary>
    public string Prefix { get; set; } = "";

    /// <summary>Names of the objects that are taken, what follows the last slash of their keys, with <c>*</c> and <c>?</c>; empty: all.</summary>
    public string Pattern { get; set; } = "";

    /// <summary>Whether the bucket is named in the path instead of the host, as most compatible stores want it.</summary>
    public bool ForcePathStyle { get; set; }

    /// <summary>Whether requests are not signed, for buckets that are open to everybody.</summary>
    public bool Anonymous { get; set; }

    /// <summary>Identifier of the access key; empty for the default chain of the AWS SDK.</summary>
    public string AccessKeyId { get; set; } = "";

    /// <summary>The access key. Never logged.</summary>
    [Secret]
    public string SecretAccessKey { get; set; } = "";

    /// <inheritdoc/>
    public override IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var result in base.Validate(validationContext))
        {
            yield return result;
        }

        if (Endpoint.Length > 0 && !(Uri.TryCreate(Endpoint, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
            && uri is { PathAndQuery: "/", Fragment: "", UserInfo: "" }))
        {
            yield return new ValidationResult($"{nameof(Endpoint)} must be http(s)://HOST[:PORT] with nothing after it", [nameof(Endpoint)]);
        }

        if (Endpoint.Length == 0 && Region.Length == 0)
        {
            yield return new ValidationResult($"{nameof(Region)} is required without an {nameof(Endpoint)}", [nameof(Region)]);
        }

        if (!BucketName().IsMatch(Bucket))
        {
            yield return new ValidationResult($"{nameof(Bucket)} must be the name of a bucket", [nameof(Bucket)]);
        }

        if (TimeTemplate.Problem(Prefix) is { } problem)
        {
            yield return new ValidationResult($"{nameof(Prefix)} {problem}", [nameof(Prefix)]);
        }

        if (Pattern.Contains('/', StringComparison.Ordinal))
        {
            yield return new ValidationResult($"{nameof(Pattern)} must be one of names, without folders", [nameof(Pattern)]);
        }

        if (AccessKeyId.Length > 0 != SecretAccessKey.Length > 0)
        {
            yield return new ValidationResult(
                $"{nameof(SecretAccessKey)} and {nameof(AccessKeyId)} go together: both, or none for the default chain of the AWS SDK", [nameof(SecretAccessKey)]);
        }

        if (LookBack <= TimeSpan.Zero)
        {
            yield return new ValidationResult($"{nameof(LookBack)} must be positive: what was changed before is left alone", [nameof(LookBack)]);
        }

        if (Anonymous && AccessKeyId.Length > 0)
        {
            yield return new ValidationResult($"{nameof(Anonymous)} goes without {nameof(AccessKeyId)}", [nameof(Anonymous)]);
        }
    }

    // Compatible stores are less strict than AWS, so this is what any of them takes.
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{1,61}[A-Za-z0-9]\z")]
    private static partial Regex BucketName();
}
