namespace Slams.EndToEnd.Tests.Monitoring;

/// <summary>Tests that share one running demo, which uses all cores to its end.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class MonitoredDemoTests : ICollectionFixture<MonitoredDemo>;
