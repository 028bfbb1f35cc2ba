namespace Slams.Hosting.Ingest;

/// <summary>Brings files into the folders of a source while it is read, by the instance that reads it.</summary>
public interface IInputFeed
{
    /// <summary>Brings files until it is told to end; what fails is tried again.</summary>
    /// <param name="told">Files of which the log tells.</param>
    /// <param name="backlog">Says which files were read to their end.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task RunAsync(IReadOnlyList<string> told, InputBacklog backlog, CancellationToken cancellationToken);
}
