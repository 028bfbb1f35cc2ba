namespace Slams.Ingest.Polling;

/// <summary>A file that is written and not in its place yet; removed unless it gets there.</summary>
/// <param name="Place">The hidden folder that it is in.</param>
/// <param name="Name">Its name.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Content">Short hash of its content.</param>
internal sealed record SpooledFile(string Place, string Name, long Bytes, string Content) : IDisposable
{
    public void Dispose()
    {
        if (Directory.Exists(Place))
        {
            Directory.Delete(Place, recursive: true);
        }
    }
}
