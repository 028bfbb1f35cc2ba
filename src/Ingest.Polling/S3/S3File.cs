namespace Slams.Ingest.Polling.S3;

/// <summary>An object as a listing tells of it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Tag">Its entity tag.</param>
/// <param name="Address">What tells it from all others of the source.</param>
/// <param name="Name">Its name, as a file of that name may be called here.</param>
/// <param name="Version">Tag and length.</param>
internal sealed record S3File(string Key, string Tag, string Address, string Name, string Version) : RemoteFile(Address, Name, Version);
