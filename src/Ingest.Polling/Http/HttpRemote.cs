using System.Globalization;
using System.IO.Enumeration;
using System.Text;
using Slams.Hosting.Ingest;

namespace Slams.Ingest.Polling.Http;

/// <summary>Files of a web server: at addresses that the settings give, or that pages list.</summary>
internal sealed class HttpRemote(HttpPollOptions options, HttpFiles http, TimeProvider time) : IRemote
{
    private const int LongestPage = 8 << 20;

    private Dictionary<string, (Validators Said, IReadOnlyList<RemoteFile> Files)> _pages = [];

    public async Task<RemoteListing> ListAsync(CancellationToken cancellationToken)
    {
        var addresses = TimeTemplate.Fill(options.Url, time.GetUtcNow(), options.LookBack, options.Step);
        if (options.Pattern.Length == 0)
        {
            return new RemoteListing([.. addresses.Select(address => ToFile(new Uri(address), null))], WasAsked: false);
        }

        var (pages, files) = (new Dictionary<string, (Validators, IReadOnlyList<RemoteFile>)>(StringComparer.Ordinal), new List<RemoteFile>());
        foreach (var address in addresses)
        {
            var known = _pages.TryGetValue(address, out var page);
            using var answer = await http.AskAsync(new Uri(address), known ? page.Said : null, options.Authorization, cancellationToken);
            if (answer.Content is { } content)
            {
                page = (answer.Said!, [.. Links(new Uri(address), await TextAsync(content, cancellationToken))]);
            }

            if (answer.IsThere)
            {
                pages.Add(address, page);
                files.AddRange(page.Files);
            }
        }

        _pages = pages;
        return new RemoteListing(files, WasAsked: true);
    }

    public Task<RemoteAnswer> AskAsync(RemoteFile file, Validators? known, CancellationToken cancellationToken) =>
        http.AskAsync(new Uri(file.Address), known, options.Authorization, cancellationToken);

    private IEnumerable<RemoteFile> Links(Uri page, string text) => LinkPage.Files(page, text)
        .Where(link => FileSystemName.MatchesSimpleExpression(options.Pattern, link.Name, ignoreCase: false))
        .OrderBy(link => link.Name, StringComparer.Ordinal)
        .Select(link => ToFile(link.Address, link.Row));

    private static RemoteFile ToFile(Uri address, string? row) =>
        new(address.AbsoluteUri, SafeName.Of(address), row);

    private static async Task<string> TextAsync(Stream content, CancellationToken cancellationToken)
    {
        using var text = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (await content.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            text.Write(buffer, 0, read);
            if (text.Length > LongestPage)
            {
                throw new RemoteException(string.Create(CultureInfo.InvariantCulture, $"the listing is longer than {LongestPage} bytes"), isFinal: true);
            }
        }

        return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
    }
}
