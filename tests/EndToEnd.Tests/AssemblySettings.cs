using Slams.EndToEnd.Tests.Support;
using Slams.Publisher.Tests.Support;
using Xunit.Sdk;
using Xunit.v3;

// Every test starts processes that use all cores.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(ReferenceReplay))]
[assembly: AssemblyFixture(typeof(Chromium))]
