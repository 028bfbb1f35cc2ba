using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Slams.Verification.Tests")]
