using System.Net;
using System.Text.RegularExpressions;

namespace Slams.Ingest.Polling.Http;

/// <summary>A page with links, as servers make them of their folders.</summary>
internal static class LinkPage
{
    // Both in time that grows with the page only, whatever is in it.
    private const RegexOptions Linear = RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
    private static readonly Regex Link = new("""<a\s[^>]*href\s*=\s*(?:"(?<to>[^"]*)"|'(?<to>[^']*)'|(?<to>[^\s>"']+))[^>]*>""", Linear);
    private static readonly Regex Tag = new("<[^>]*>", Linear);
    private static readonly Regex Blanks = new(@"\s+", Linear);
    private static readonly string[] RowEnds = ["</tr", "</li", "</pre", "</body"];

    /// <summary>
    /// The files in the folder of the page, each once: links to one name below it on the same server. What stands beside a link, mostly time and size,
    /// tells one version from another.
    /// </summary>
    /// <param name="page">Address of the page.</param>
    /// <param name="text">Its content.</param>
    /// <returns>Address, name and row of each; the row is null where nothing stands beside the link.</returns>
    public static IEnumerable<(Uri Address, string Name, string? Row)> Files(Uri page, string text)
    {
        var folder = page.AbsolutePath[..(page.AbsolutePath.LastIndexOf('/') + 1)];
        var links = Link.Matches(text);
        return Enumerable.Range(0, links.Count)
            .Select(i => (Address: Resolve(page, links[i].Groups["to"].Value), Row: Row(text[(links[i].Index + links[i].Length)..(i + 1 < links.Count ? links[i + 1].Index : text.Length)])))
            .Where(link => link.Address is { UserInfo: "" } address && address.AbsolutePath.StartsWith(folder, StringComparison.Ordinal) && address.AbsolutePath.LastIndexOf('/') == folder.Length - 1
                && address.AbsolutePath.Length > folder.Length)
            // An icon may be a link as the name is.
            .GroupBy(link => link.Address!.AbsoluteUri, StringComparer.Ordinal)
            .Select(same => (same.First().Address!, Uri.UnescapeDataString(same.First().Address!.Segments[^1]), same.Select(link => link.Row).MaxBy(row => row?.Length ?? 0)));
    }

    private static Uri? Resolve(Uri page, string to) =>
        Uri.TryCreate(page, WebUtility.HtmlDecode(to.Trim()), out var address) && address.Scheme == page.Scheme && address.Authority == page.Authority && address.Query.Length == 0
            ? new Uri(address.GetLeftPart(UriPartial.Path))
            : null;

    private static string? Row(string beside)
    {
        // The link's own text is its name, whole or cut.
        var closed = beside.IndexOf("</a", StringComparison.OrdinalIgnoreCase);
        var row = closed < 0 ? "" : beside[closed..];
        var end = RowEnds.Select(mark => row.IndexOf(mark, StringComparison.OrdinalIgnoreCase)).Where(at => at >= 0).DefaultIfEmpty(row.Length).Min();
        var text = Blanks.Replace(WebUtility.HtmlDecode(Tag.Replace(row[..end], " ")), " ").Trim();
        return text.Length == 0 ? null : text;
    }
}
