using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("Slams.Formats.Tests")]
