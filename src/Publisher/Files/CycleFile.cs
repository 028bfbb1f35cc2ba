namespace Slams.Publisher.Files;

/// <summary>A file of a cycle that is there.</summary>
/// <param name="Key">Key of the cycle.</param>
/// <param name="Path">Absolute path.</param>
internal sealed record CycleFile(string Key, string Path);
