namespace Slams.Ingest.Polling;

/// <summary>Whoever gives files.</summary>
internal interface IFileServer
{
    /// <summary>Asks for a file.</summary>
    /// <param name="file">Which.</param>
    /// <param name="known">What the server said of the version that is here; null for none.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="RemoteException">The server answers something else.</exception>
    /// <exception cref="HttpRequestException">It cannot be reached.</exception>
    /// <exception cref="IOException">It breaks off.</exception>
    Task<RemoteAnswer> AskAsync(RemoteFile file, Validators? known, CancellationToken cancellationToken);
}
