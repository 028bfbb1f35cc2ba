using Slams.Hosting.Ingest;

namespace Slams.Ingest.Polling;

/// <summary>Brings files of one server into a spool.</summary>
internal interface IBringer
{
    /// <summary>Whether it forgets in time what it has brought, for there is no end of it: what it knows is for nobody else then.</summary>
    bool Forgets => false;

    /// <summary>Brings files until it is told to end.</summary>
    /// <param name="known">What need not be brought again.</param>
    /// <param name="backlog">Says when all of a file is in the log, so that whoever told of it need not do so again.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="IOException">The spool cannot be used.</exception>
    Task RunAsync(KnownArrivals known, InputBacklog backlog, CancellationToken cancellationToken);
}
