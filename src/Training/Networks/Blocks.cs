namespace Slams.Training.Networks;

/// <summary>Building blocks shared by the networks.</summary>
internal static class Blocks
{
    private const int ChannelsPerGroup = 16;

    /// <summary>Pre-activation residual block, optionally shifted by a time embedding (He et al. 2016; Ho et al. 2020).</summary>
    public static int Residual(this NetworkGraph graph, string name, int x, double dropout, int? time = null)
    {
        var channels = graph.Nodes[x].Channels;
        var h = graph.Convolution($"{name}.1", graph.Activate($"{name}.n1", x), channels);
        if (time is { } embedding)
        {
            h = graph.AddVector(h, graph.Linear($"{name}.t", embedding, channels));
        }

        h = graph.Dropout(graph.Activate($"{name}.n2", h), dropout);
        return graph.Add(x, graph.Convolution($"{name}.2", h, channels));
    }

    /// <summary>Normalisation followed by the non-linearity.</summary>
    public static int Activate(this NetworkGraph graph, string name, int x) =>
        graph.Silu(graph.GroupNorm(name, x, Math.Max(1, graph.Nodes[x].Channels / ChannelsPerGroup)));

    /// <summary>U-Net over three grids with additive skips; returns features of the first width.</summary>
    public static int UNet(this NetworkGraph graph, int x, IReadOnlyList<int> widths, int blocks, double dropout, int? time = null)
    {
        var h = graph.Convolution("stem", x, widths[0]);
        var skips = new Stack<int>();
        for (var level = 0; level < widths.Count; level++)
        {
            if (level > 0)
            {
                skips.Push(h);
                h = graph.Convolution($"down{level}", graph.SpaceToDepth(h), widths[level], kernel: 1);
            }

            for (var b = 0; b < blocks; b++)
            {
                h = graph.Residual($"enc{level}.{b}", h, dropout, time);
            }
        }

        for (var level = widths.Count - 2; level >= 0; level--)
        {
            h = graph.DepthToSpace(graph.Convolution($"up{level}", h, widths[level] * 4, kernel: 1));
            h = graph.Add(h, skips.Pop());
            for (var b = 0; b < blocks; b++)
            {
                h = graph.Residual($"dec{level}.{b}", h, dropout, time);
            }
        }

        return graph.Activate("final", h);
    }
}
