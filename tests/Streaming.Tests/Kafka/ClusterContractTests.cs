using Slams.Streaming.Tests.Contract;

namespace Slams.Streaming.Tests.Kafka;

/// <summary>The contract on a real cluster; every test is skipped, with the reason, where none is named.</summary>
public sealed class ClusterContractTests(ClusterFixture fixture) : EventLogContract, IClassFixture<ClusterFixture>
{
    protected override string? Unavailable =>
        ClusterFixture.Address is null ? "set SLAMS_TEST_KAFKA to the address of a Kafka cluster to run this" : null;

    protected override LogFixture Fixture { get; } = fixture;
}
