using Slams.EndToEnd.Tests.Support;
using Slams.Publisher.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

// Tests start processes that use all cores, hence come one after another; only what has a collection of its own, for it mostly waits, runs beside them.
[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 2)]
[assembly: CollectionBehavior(CollectionBehavior.CollectionPerAssembly)]
[assembly: AssemblyFixture(typeof(ReferenceReplay))]
[assembly: AssemblyFixture(typeof(Chromium))]
