using Amazon;
using Amazon.Runtime;
using Amazon.S3;

namespace Slams.ObjectStorage;

/// <summary>Clients of the AWS SDK, set up for any store that speaks S3.</summary>
public static class S3Connections
{
    private const string DefaultRegion = "us-east-1";

    /// <summary>Makes a client.</summary>
    /// <param name="store">The store.</param>
    /// <param name="http">What its requests go by; null for what the SDK takes.</param>
    public static AmazonS3Client Make(S3Store store, HttpClientFactory? http = null)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = store.ForcePathStyle,
            Timeout = store.Timeout,
            // Whoever asks tries again, and says so; a second layer would only make it wait longer.
            MaxErrorRetry = 0,
            HttpClientFactory = http,
            // What the SDK would add of itself (CRC in trailers of a chunked body), or ask for, many compatible stores refuse or do not know. Our own checksum is a
            // plain header, which those that do not know it pass over.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (store.Endpoint.Length > 0)
        {
            config.ServiceURL = store.Endpoint;
            config.AuthenticationRegion = store.Region.Length > 0 ? store.Region : DefaultRegion;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(store.Region);
        }

        return store.Anonymous ? new AmazonS3Client(new AnonymousAWSCredentials(), config)
            : store.AccessKeyId.Length > 0 ? new AmazonS3Client(new BasicAWSCredentials(store.AccessKeyId, store.SecretAccessKey), config)
            : new AmazonS3Client(config);
    }
}
