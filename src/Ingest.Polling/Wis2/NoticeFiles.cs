using Slams.Ingest.Polling.Http;

namespace Slams.Ingest.Polling.Wis2;

/// <summary>Gives the files of notifications: the content that came along, or what is at one of the links. Each is checked against what was told of it.</summary>
/// <param name="http">Fetches.</param>
internal sealed class NoticeFiles(HttpFiles http) : IFileServer
{
    /// <inheritdoc/>
    public async Task<RemoteAnswer> AskAsync(RemoteFile file, Validators? known, CancellationToken cancellationToken)
    {
        var notice = (Notice)file;
        if (notice.Inline is { } inline)
        {
            return Checked(new MemoryStream(inline, writable: false), notice, null);
        }

        for (var link = 0; ; link++)
        {
            try
            {
                var answer = await http.AskAsync(notice.Links[link], null, "", cancellationToken);
                if (answer.Content is { } content)
                {
                    return Checked(content, notice, answer);
                }

                answer.Dispose();
                if (link == notice.Links.Count - 1)
                {
                    // It was told of a moment ago: caches are filled beside.
                    throw new RemoteException($"{notice.Links[link].Authority} does not have it", isFinal: false);
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or RemoteException && link < notice.Links.Count - 1)
            {
                // Another may have it.
            }
        }
    }

    // Nothing is said of the version but by the notification.
    private static RemoteAnswer Checked(Stream content, Notice notice, IDisposable? owner) =>
        new(true, notice.Told is { } told ? new CheckedStream(content, told) : content, null, owner);
}
