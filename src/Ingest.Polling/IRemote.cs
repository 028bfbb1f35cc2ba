namespace Slams.Ingest.Polling;

/// <summary>A place of files on a server.</summary>
internal interface IRemote
{
    /// <summary>Files that are there, or may be, the earliest first; listings that are not there yet give none.</summary>
    /// <exception cref="RemoteException">The server answers something else.</exception>
    /// <exception cref="HttpRequestException">It cannot be reached.</exception>
    /// <exception cref="IOException">It breaks off.</exception>
    Task<RemoteListing> ListAsync(CancellationToken cancellationToken);

    /// <summary>Asks for a file.</summary>
    /// <param name="file">Which.</param>
    /// <param name="known">What the server said of the version that is here; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RemoteException">The server answers something else.</exception>
    /// <exception cref="HttpRequestException">It cannot be reached.</exception>
    /// <exception cref="IOException">It breaks off.</exception>
    Task<RemoteAnswer> AskAsync(RemoteFile file, Validators? known, CancellationToken cancellationToken);
}
