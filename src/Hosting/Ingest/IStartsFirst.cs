namespace Slams.Hosting.Ingest;

/// <summary>
/// What takes the cores for a moment at the start of a process and comes before the reading of sources: what these bring could not be used
/// until then, and the process would be ready later.
/// </summary>
public interface IStartsFirst
{
    /// <summary>Ends when it has started, or has failed.</summary>
    Task Started { get; }
}
