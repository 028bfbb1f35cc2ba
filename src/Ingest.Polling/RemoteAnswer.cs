namespace Slams.Ingest.Polling;

/// <summary>A server's answer about a file: the same as before, nothing, or its content.</summary>
/// <param name="isThere">Whether there is such a file.</param>
/// <param name="content">The content; null where it is that of before, or where there is none.</param>
/// <param name="said">What the server says of the version; null with neither.</param>
/// <param name="owner">What the content is read from.</param>
internal sealed class RemoteAnswer(bool isThere, Stream? content, Validators? said, IDisposable? owner = null) : IDisposable
{
    /// <summary>There is no such file, or not yet.</summary>
    public static RemoteAnswer Absent { get; } = new(false, null, null);

    /// <summary>It is the version that is here.</summary>
    public static RemoteAnswer Unchanged { get; } = new(true, null, null);

    public bool IsThere { get; } = isThere;

    public Stream? Content { get; } = content;

    public Validators? Said { get; } = said;

    public void Dispose() => owner?.Dispose();
}
