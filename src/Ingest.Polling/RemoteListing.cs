namespace Slams.Ingest.Polling;

/// <summary>Files that a server has, or may have.</summary>
/// <param name="Files">The files, the earliest first.</param>
/// <param name="WasAsked">Whether the server was asked for a listing, and not only the clock.</param>
internal sealed record RemoteListing(IReadOnlyList<RemoteFile> Files, bool WasAsked);
