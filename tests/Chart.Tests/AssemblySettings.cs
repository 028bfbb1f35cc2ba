using Slams.Chart.Tests.Support;

[assembly: AssemblyFixture(typeof(RenderedCases))]
