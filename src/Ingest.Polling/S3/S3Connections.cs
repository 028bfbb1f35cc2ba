using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Slams.Hosting.Ingest;

namespace Slams.Ingest.Polling.S3;

/// <summary>Clients of the AWS SDK, set up for any store that speaks S3.</summary>
internal static class S3Connections
{
    private const string DefaultRegion = "us-east-1";

    public static AmazonS3Client Make(S3PollOptions options)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.ForcePathStyle,
            Timeout = options.Timeout,
            // Whoever asks tries again, and says so; a second layer would only make it wait longer.
            MaxErrorRetry = 0,
            HttpClientFactory = new BoundedListings(),
            // What the SDK would ask for of itself, many compatible stores do not know.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Endpoint.Length > 0)
        {
            config.ServiceURL = options.Endpoint;
            config.AuthenticationRegion = options.Region.Length > 0 ? options.Region : DefaultRegion;
        }
        else
        {
            config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        }

        return options.Anonymous ? new AmazonS3Client(new AnonymousAWSCredentials(), config)
            : options.AccessKeyId.Length > 0 ? new AmazonS3Client(new BasicAWSCredentials(options.AccessKeyId, options.SecretAccessKey), config)
            : new AmazonS3Client(config);
    }
}
