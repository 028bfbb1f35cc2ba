using Slams.EndToEnd.Tests.Support;
using Slams.Publisher.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

// Tests start processes that use all cores, hence come one after another; only what has a collection of its own, for it often waits (alerts for their time,
// heirs for the lease of who was killed), runs beside them, one at a time.
[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 2)]
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]
[assembly: TestCollectionOrderer(typeof(LongestFirst))]
[assembly: AssemblyFixture(typeof(ReferenceReplay))]
[assembly: AssemblyFixture(typeof(Chromium))]
