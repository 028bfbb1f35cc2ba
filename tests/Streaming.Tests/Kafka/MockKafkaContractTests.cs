using Slams.Streaming.Tests.Contract;

namespace Slams.Streaming.Tests.Kafka;

public sealed class MockKafkaContractTests(MockKafkaFixture fixture) : EventLogContract, IClassFixture<MockKafkaFixture>
{
    protected override LogFixture Fixture { get; } = fixture;
}
