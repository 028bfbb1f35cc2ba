namespace Slams.EndToEnd.Tests.Monitoring;

/// <summary>Tests that share one running demo.</summary>
[CollectionDefinition]
public sealed class MonitoredDemoTests : ICollectionFixture<MonitoredDemo>;
