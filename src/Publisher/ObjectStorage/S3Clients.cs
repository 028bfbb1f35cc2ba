using Amazon;
using Amazon.Runtime;
using Amazon.S3;
using Slams.Publisher.Configuration;

namespace Slams.Publisher.ObjectStorage;

/// <summary>Clients of the AWS SDK, set up for any store that speaks S3.</summary>
internal static class S3Clients
{
    private const string DefaultRegion = "us-east-1";

    public static AmazonS3Client Make(S3Options options)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.ForcePathStyle,
            Timeout = options.Timeout,
            // The lane tries again, and says so; a second layer would only make it wait longer.
            MaxErrorRetry = 0,
            // What the SDK would add of itself (CRC in trailers of a chunked body), many compatible stores refuse. Our own checksum is
            // a plain header, which those that do not know it pass over.
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

        return options.AccessKeyId.Length > 0
            ? new AmazonS3Client(new BasicAWSCredentials(options.AccessKeyId, options.SecretAccessKey), config)
            : new AmazonS3Client(config);
    }
}
