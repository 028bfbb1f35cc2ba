using System.Collections.Frozen;
using System.Security.Cryptography;

namespace Slams.Publisher.Page;

/// <summary>The files of the map page, carried in the assembly.</summary>
internal sealed class PageAssets
{
    private const string Prefix = "page/";

    private readonly FrozenDictionary<string, PageAsset> _byPath;

    public PageAssets()
    {
        var assembly = typeof(PageAssets).Assembly;
        _byPath = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToFrozenDictionary(
                name => name[Prefix.Length..].Replace('\\', '/'),
                name =>
                {
                    using var stream = assembly.GetManifestResourceStream(name)!;
                    var bytes = new byte[stream.Length];
                    stream.ReadExactly(bytes);
                    return new PageAsset(bytes, ContentTypeOf(name), Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8)));
                },
                StringComparer.Ordinal);
    }

    /// <summary>Paths of all files, relative to the root of the page.</summary>
    public IEnumerable<string> Paths => _byPath.Keys;

    public PageAsset this[string path] => _byPath[path];

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".html" => "text/html; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".json" => "application/json",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
