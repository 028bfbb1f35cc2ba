namespace Slams.Workers.Tests.Tracing;

/// <summary>Tests that listen to spans, or need that nobody does: a listener hears the whole process, so they run by themselves.</summary>
[CollectionDefinition(DisableParallelization = true)]
public sealed class SpanListeners;
