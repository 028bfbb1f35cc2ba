namespace Slams.Ingest.Polling;

/// <summary>The spool cannot be written: nothing that a server could help.</summary>
/// <param name="problem">What has happened.</param>
internal sealed class SpoolException(Exception problem) : IOException($"the spool: {problem.Message}", problem);
