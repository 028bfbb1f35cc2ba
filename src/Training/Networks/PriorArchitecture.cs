using Slams.Diffusion.Ablation;

namespace Slams.Training.Networks;

/// <summary>
/// The unconditional prior of single states, in pixel or in latent space. Inner widths and grids are the same in both, so that both
/// have the same budget of parameters and of time: pixels enter and leave in patches of 2 × 2 cells.
/// </summary>
public static class PriorArchitecture
{
    private const int Embedding = 64;

    /// <summary>Noised state, static fields, calendar and noise embedding to the velocity.</summary>
    public static NetworkGraph Build(NetworkShapes shapes, PriorSpace space)
    {
        var graph = new NetworkGraph($"{space.ToString().ToLowerInvariant()}-prior");
        var noised = space == PriorSpace.Pixel
            ? graph.SpaceToDepth(graph.Input("noised", shapes.StateChannels))
            : graph.Input("noised", shapes.LatentChannels, scale: 1);
        var geography = graph.SpaceToDepth(graph.Input("static", shapes.StaticChannels));
        var level = graph.Linear("time2", graph.Silu(graph.Linear("time1", graph.VectorInput("noise", shapes.NoiseEmbedding), Embedding)), Embedding);
        var season = graph.Linear("season", graph.VectorInput("calendar", shapes.CalendarChannels), Embedding);
        var condition = graph.Silu(graph.Add(level, season));
        var features = graph.UNet(graph.Concat(noised, geography), shapes.PriorWidths, blocks: 2, dropout: 0, condition);
        var channels = graph.Nodes[noised].Channels;

        // A linear way past the network: most of the velocity at low noise is the noise itself, which need not squeeze through the features.
        var velocity = graph.Add(graph.Convolution("velocity", features, channels), graph.Convolution("linear", noised, channels));
        graph.Output("velocity", space == PriorSpace.Pixel ? graph.DepthToSpace(velocity) : velocity);
        return graph;
    }
}
