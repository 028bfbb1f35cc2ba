namespace Slams.ObjectStorage;

/// <summary>A store that speaks S3, and who asks it.</summary>
/// <param name="Endpoint">Address of the store, http or https; empty for that of AWS in the region.</param>
/// <param name="Region">Region that requests are signed for; empty only with an endpoint.</param>
public sealed record S3Store(string Endpoint, string Region)
{
    /// <summary>Whether buckets are named in the path instead of the host, as most compatible stores want it.</summary>
    public bool ForcePathStyle { get; init; }

    /// <summary>How long one request may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Whether requests are not signed, for buckets that are open to everybody.</summary>
    public bool Anonymous { get; init; }

    /// <summary>Identifier of the access key; empty for the default chain of the AWS SDK.</summary>
    public string AccessKeyId { get; init; } = "";

    /// <summary>The access key.</summary>
    public string SecretAccessKey { get; init; } = "";
}
