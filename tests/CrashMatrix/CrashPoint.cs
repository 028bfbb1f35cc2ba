namespace Slams.CrashMatrix;

/// <summary>A named moment at which a worker is killed.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Worker">Project of the worker that passes it, where every worker has a process of its own.</param>
/// <param name="At">The place in terms of spans, as the crash hook reads it.</param>
/// <param name="Meaning">What has been done by then, and what has not.</param>
public sealed record CrashPoint(string Name, string Worker, string At, string Meaning);
