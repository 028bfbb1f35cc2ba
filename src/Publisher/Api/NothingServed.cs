using Slams.Publisher.Configuration;

namespace Slams.Publisher.Api;

/// <summary>What a publisher without files answers to whoever wants analyses, on any path but those for operations.</summary>
internal static class NothingServed
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapFallback("{**path}", () => Problems.NotFound(
        $"This publisher has exports alone ({PublisherOptions.Section}:{nameof(PublisherOptions.Files)} is false): it serves no analyses and no page."))
        .ExcludeFromDescription();
}
