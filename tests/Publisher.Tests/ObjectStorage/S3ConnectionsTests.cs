using Amazon.Runtime;
using Slams.ObjectStorage;

namespace Slams.Publisher.Tests.ObjectStorage;

public sealed class S3ConnectionsTests
{
    [Fact]
    public void The_sdk_adds_nothing_that_compatible_stores_refuse_and_does_not_try_again_by_itself()
    {
        // Without keys: who has them is asked when the first request is made.
        using var client = S3Connections.Make(new S3Store("http://store.example:9000", "") { ForcePathStyle = true });

        Assert.Equal("http://store.example:9000", client.Config.ServiceURL.TrimEnd('/'));
        Assert.Equal(("us-east-1", 0), (client.Config.AuthenticationRegion, client.Config.MaxErrorRetry));
        Assert.Equal(
            (RequestChecksumCalculation.WHEN_REQUIRED, ResponseChecksumValidation.WHEN_REQUIRED),
            (client.Config.RequestChecksumCalculation, client.Config.ResponseChecksumValidation));
    }

    [Fact]
    public void Without_an_endpoint_it_is_aws_in_its_region()
    {
        using var client = S3Connections.Make(new S3Store("", "eu-north-1") { AccessKeyId = "id", SecretAccessKey = "key" });

        Assert.Equal("eu-north-1", client.Config.RegionEndpoint.SystemName);
    }
}
