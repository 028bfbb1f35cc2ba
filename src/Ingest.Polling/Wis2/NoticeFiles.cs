using Slams.Ingest.Polling.Http;

namespace Slams.Ingest.Polling.Wis2;

/// <summary>
/// Gives the files of notifications: the content that came along, or, where none did or another than was told, what is at one of the links, which is checked
/// as it is read. A link that fails at once is followed by the next; what is wrong with a content, or too slow, shows later, and the next try begins with the
/// link after that one.
/// </summary>
/// <param name="http">Fetches.</param>
internal sealed class NoticeFiles(HttpFiles http) : IFileServer
{
    /// <inheritdoc/>
    public async Task<RemoteAnswer> AskAsync(RemoteFile file, Validators? known, CancellationToken cancellationToken)
    {
        var notice = (Notice)file;
        if (notice.Inline is { } inline)
        {
            if (notice.Told?.IsOf(inline) != false)
            {
                return new RemoteAnswer(true, new MemoryStream(inline, writable: false), null);
            }

            if (notice.Links.Count == 0)
            {
                // It will not be another the next time.
                throw new RemoteException("its content that came along is another than the notification tells", isFinal: true);
            }
        }

        Exception? problem = null;
        for (var left = notice.Links.Count; left > 0; left--)
        {
            var link = notice.Links[notice.NextLink];
            // Before it is asked: it may hang until the try is over.
            notice.NextLink = (notice.NextLink + 1) % notice.Links.Count;
            try
            {
                var answer = await http.AskAsync(link, null, "", cancellationToken);
                if (answer.Content is { } content)
                {
                    return Checked(content, notice, answer);
                }

                answer.Dispose();
                // It was told of a moment ago: caches are filled beside.
                throw new RemoteException($"{link.Authority} does not have it", isFinal: false);
            }
            catch (Exception exception) when (exception is HttpRequestException or RemoteException)
            {
                // Another may have it. If none has, what one may still give is not given up for another that refuses.
                problem = problem is null or RemoteException { IsFinal: true, RetryAfter: null } ? exception : problem;
            }
        }

        throw problem!;
    }

    // Nothing is said of the version but by the notification.
    private static RemoteAnswer Checked(Stream content, Notice notice, IDisposable owner) =>
        new(true, notice.Told is { } told ? new CheckedStream(content, told) : content, null, owner);
}
