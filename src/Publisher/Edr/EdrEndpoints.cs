using Slams.Publisher.Api;
using Slams.Publisher.Edr.Documents;

namespace Slams.Publisher.Edr;

/// <summary>OGC API - Environmental Data Retrieval 1.1 (OGC 19-086r6) over the published analyses.</summary>
internal static class EdrEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        // Now, so that a damaged climatology stops the start and not the first query.
        _ = routes.ServiceProvider.GetRequiredService<EdrParameters>();
        var edr = routes.MapGroup("/edr").WithTags("Environmental data retrieval");
        edr.AddEndpointFilter<RouteGroupBuilder, RequestProblemFilter>();
        MetadataEndpoints.Map(edr);
        DataEndpoints.Map(edr.MapGroup($"/collections/{CollectionBuilder.Id}").MapQueries());
        edr.MapRead("/collections/{collection}/{**rest}", IResult (string collection) => Problems.NotFound(
            $"There is no collection '{collection}' that answers so; the one is '{CollectionBuilder.Id}'."))
            .ExcludeFromDescription();
    }
}
