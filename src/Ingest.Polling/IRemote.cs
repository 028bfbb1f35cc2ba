namespace Slams.Ingest.Polling;

/// <summary>A place of files on a server.</summary>
internal interface IRemote : IFileServer
{
    /// <summary>Files that are there, or may be, the earliest first; listings that are not there yet give none.</summary>
    /// <exception cref="RemoteException">The server answers something else.</exception>
    /// <exception cref="HttpRequestException">It cannot be reached.</exception>
    /// <exception cref="IOException">It breaks off.</exception>
    Task<RemoteListing> ListAsync(CancellationToken cancellationToken);
}
