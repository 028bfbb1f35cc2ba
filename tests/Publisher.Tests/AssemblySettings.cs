using Slams.Publisher.Tests.Support;

[assembly: AssemblyFixture(typeof(Chromium))]
