using Slams.Core.Randomness;
using Slams.Training.Networks;
using static TorchSharp.torch;

namespace Slams.Training.Tests.Networks;

public sealed class TorchNetworkTests
{
    private const int Rows = 16, Columns = 32;

    private static readonly NetworkShapes Small = new()
    {
        StateChannels = 5,
        LatentChannels = 4,
        ObservationCycles = 2,
        AutoencoderWidth = 16,
        AnalysisWidths = [16, 32, 32],
        DenoiserWidths = [16, 32, 32],
        NoiseEmbedding = 8,
    };

    public static TheoryData<string> Names => ["encoder", "decoder", "analysis", "denoiser"];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_seed_decides_every_weight(string name)
    {
        var (first, same, other) = (new TorchNetwork(Graph(name), 1), new TorchNetwork(Graph(name), 1), new TorchNetwork(Graph(name), 2));

        Assert.All(first.Parameters, p => Assert.Equal(Values(p.Value), Values(same.Parameters[p.Key])));
        Assert.Contains(first.Parameters, p => !Values(p.Value).SequenceEqual(Values(other.Parameters[p.Key])));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_world_is_round_turning_the_input_turns_the_output(string name)
    {
        // By eight columns of the base grid: a whole number of cells on every grid of a network.
        const int turn = 8;
        var network = new TorchNetwork(Graph(name), 3);
        var inputs = Inputs(network.Graph);

        var plain = Run(network, inputs);
        var turned = Run(network, inputs.ToDictionary(i => i.Key, i => Turn(network.Graph, i.Key, i.Value, turn)));

        Assert.All(plain, output =>
        {
            var columns = (int)output.Value.shape[3];
            var expected = Values(output.Value.roll(turn * columns / Columns, 3));
            var actual = Values(turned[output.Key]);
            Assert.True(expected.Any(v => Math.Abs(v) > 1e-3), "the network says something");
            Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Half_the_bits_give_nearly_the_same_outputs_and_gradients(string name)
    {
        var inputs = Inputs(Graph(name));
        var (exact, coarse) = (OutputsAndGradients(ScalarType.Float32), OutputsAndGradients(ScalarType.BFloat16));

        Assert.All(exact.Zip(coarse), pair =>
        {
            var scale = Math.Sqrt(pair.First.Average(v => (double)v * v));
            var error = Math.Sqrt(pair.First.Zip(pair.Second).Average(v => Math.Pow(v.First - v.Second, 2)));
            Assert.True(error < 0.1 * scale, $"error {error} in {scale}");
        });

        List<float[]> OutputsAndGradients(ScalarType precision)
        {
            var network = new TorchNetwork(Graph(name), 3);
            var outputs = network.Forward(inputs, training: false, precision);
            outputs.Values.Select(o => o.square().mean()).Aggregate((a, b) => a + b).backward();
            return [.. outputs.Values.Select(Values), .. network.Parameters.Values.Where(p => p.dim() > 1).Select(p => Values(p.grad!))];
        }
    }

    [Fact]
    public void Outputs_have_the_shapes_that_the_next_network_takes()
    {
        var latent = Run(new TorchNetwork(Graph("encoder"), 1), Inputs(Graph("encoder")))["latent"];
        Assert.Equal([2, Small.LatentChannels, Rows / 2, Columns / 2], latent.shape);

        var state = Run(new TorchNetwork(Graph("decoder"), 1), Inputs(Graph("decoder")))["state"];
        Assert.Equal([2, Small.StateChannels, Rows, Columns], state.shape);

        var analysis = Run(new TorchNetwork(Graph("analysis"), 1), Inputs(Graph("analysis")));
        Assert.Equal([2, Small.WindowChannels, Rows / 2, Columns / 2], analysis["mean"].shape);
        Assert.Equal(analysis["mean"].shape, analysis["logspread"].shape);
        Assert.Equal(analysis["mean"].shape, Run(new TorchNetwork(Graph("denoiser"), 1), Inputs(Graph("denoiser")))["velocity"].shape);
    }

    private static NetworkGraph Graph(string name) => name switch
    {
        "encoder" => Architectures.Encoder(Small),
        "decoder" => Architectures.Decoder(Small),
        "analysis" => Architectures.Analysis(Small, dropout: 0.1),
        _ => Architectures.Denoiser(Small, dropout: 0.1),
    };

    private static Dictionary<string, Tensor> Inputs(NetworkGraph graph)
    {
        var inputs = new Dictionary<string, Tensor>();
        foreach (var node in graph.Nodes.Where(node => node.Kind == NodeKind.Input))
        {
            long[] shape = node.Scale is { } scale ? [2, node.Channels, Rows >> scale, Columns >> scale] : [2, node.Channels];
            var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
            CounterRandom.FillNormal(7, (ulong)inputs.Count, values);
            inputs[node.Name] = tensor(values, shape);
        }

        return inputs;
    }

    private static Tensor Turn(NetworkGraph graph, string name, Tensor value, int columns) =>
        graph.Nodes.Single(node => node.Kind == NodeKind.Input && node.Name == name).Scale is { } scale ? value.roll(columns >> scale, 3) : value;

    private static Dictionary<string, Tensor> Run(TorchNetwork network, Dictionary<string, Tensor> inputs)
    {
        using var still = no_grad();
        return network.Forward(inputs, training: false, ScalarType.Float32);
    }

    private static float[] Values(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();
}
