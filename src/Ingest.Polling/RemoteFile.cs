namespace Slams.Ingest.Polling;

/// <summary>A file on a server.</summary>
/// <param name="Address">What tells it from all others of the source.</param>
/// <param name="Name">Its name, as a file of that name may be called here.</param>
/// <param name="Version">What a listing says of its version; null where only the server's answer tells.</param>
internal record RemoteFile(string Address, string Name, string? Version)
{
    /// <summary>Whether nobody will ask for it again, nor for another version by the same address.</summary>
    public virtual bool ComesOnce => false;
}
