namespace Slams.Training.Networks;

/// <summary>The four networks of a model. Base grid is the state grid; latents live on the halved grid.</summary>
public static class Architectures
{
    /// <summary>State <c>[S, H, W]</c> and static fields to one latent frame <c>[C, H/2, W/2]</c>.</summary>
    public static NetworkGraph Encoder(NetworkShapes shapes)
    {
        var graph = new NetworkGraph("encoder");
        var patches = graph.SpaceToDepth(graph.Concat(graph.Input("state", shapes.StateChannels), graph.Input("static", shapes.StaticChannels)));
        var h = graph.Convolution("stem", patches, shapes.AutoencoderWidth);
        h = graph.Residual("r1", h, 0);
        h = graph.Residual("r2", h, 0);
        var detail = graph.Convolution("out", graph.Activate("final", h), shapes.LatentChannels, kernel: 1);
        graph.Output("latent", graph.Add(graph.Convolution("linear", patches, shapes.LatentChannels, kernel: 1), detail));
        return graph;
    }

    /// <summary>One latent frame and static fields back to the state, every modality included.</summary>
    public static NetworkGraph Decoder(NetworkShapes shapes)
    {
        var graph = new NetworkGraph("decoder");
        var latent = graph.Input("latent", shapes.LatentChannels, scale: 1);
        var h = graph.Convolution("stem", graph.Concat(latent, graph.SpaceToDepth(graph.Input("static", shapes.StaticChannels))), shapes.AutoencoderWidth);
        h = graph.Residual("r1", h, 0);
        h = graph.Residual("r2", h, 0);
        h = graph.Residual("r3", h, 0);
        var detail = graph.Convolution("out", graph.Activate("final", h), shapes.StateChannels * 4);
        var linear = graph.Convolution("linear", latent, shapes.StateChannels * 4);
        graph.Output("state", graph.DepthToSpace(graph.Add(linear, detail)));
        return graph;
    }

    /// <summary>
    /// Observations of the last cycles and the background to mean and log spread of the latent window: what the observations
    /// say, learned.
    /// </summary>
    public static NetworkGraph Analysis(NetworkShapes shapes, double dropout)
    {
        var graph = new NetworkGraph("analysis");
        var observations = graph.Input("observations", shapes.ObservationCycles * shapes.ObservationChannels);
        var patches = graph.SpaceToDepth(graph.Concat(observations, graph.Input("static", shapes.StaticChannels)));
        var background = graph.Input("background", (2 * shapes.LatentChannels) + 1, scale: 1);
        var calendar = graph.VectorInput("calendar", shapes.CalendarChannels);
        var season = graph.Silu(graph.Linear("season", calendar, 32));
        var features = graph.UNet(graph.Concat(patches, background), shapes.AnalysisWidths, blocks: 2, dropout, season);
        graph.Output("mean", graph.Convolution("mean", features, shapes.WindowChannels));
        graph.Output("logspread", graph.Convolution("logspread", features, shapes.WindowChannels));
        return graph;
    }

    /// <summary>
    /// Noised residual window, log spread, mean and noise embedding to the velocity. Residuals are
    /// (latent − mean) / spread, so their prior variance is about one everywhere.
    /// </summary>
    public static NetworkGraph Denoiser(NetworkShapes shapes, double dropout)
    {
        var graph = new NetworkGraph("denoiser");
        var noised = graph.Input("noised", shapes.WindowChannels, scale: 1);
        var condition = graph.Input("condition", 2 * shapes.WindowChannels, scale: 1);
        var geography = graph.SpaceToDepth(graph.Input("static", shapes.StaticChannels));
        var embedding = graph.VectorInput("noise", shapes.NoiseEmbedding);
        var time = graph.Silu(graph.Linear("time2", graph.Silu(graph.Linear("time1", embedding, 128)), 128));
        var features = graph.UNet(graph.Concat(noised, condition, geography), shapes.DenoiserWidths, blocks: 2, dropout, time);
        graph.Output("velocity", graph.Convolution("velocity", features, shapes.WindowChannels));
        return graph;
    }
}
