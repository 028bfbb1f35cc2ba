using Slams.Publisher.Api;

namespace Slams.Publisher.Page;

/// <summary>Serves the map page. Every file has its own route, so no path of a request ever reaches the file system.</summary>
internal static class PageEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var assets = routes.ServiceProvider.GetRequiredService<PageAssets>();
        foreach (var path in assets.Paths)
        {
            Serve(routes, "/" + path, assets[path]);
        }

        Serve(routes, "/", assets["index.html"]);
    }

    private static void Serve(IEndpointRouteBuilder routes, string route, PageAsset asset) =>
        routes.MapPlainRead(route, context =>
        {
            // Files are small and may change with the next version: the browser keeps them but asks.
            context.Response.Headers.CacheControl = "no-cache";
            return Results.Bytes(asset.Bytes, asset.ContentType, entityTag: new($"\"{asset.Tag}\"")).ExecuteAsync(context);
        });
}
