using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Slams.Formats.Tests")]
[assembly: InternalsVisibleTo("Slams.Fuzz")]
