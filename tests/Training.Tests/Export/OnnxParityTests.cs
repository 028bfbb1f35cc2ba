using Slams.Core.Randomness;
using Slams.Diffusion.Ablation;
using Slams.Diffusion.Networks;
using Slams.Training.Export;
using Slams.Training.Networks;
using static TorchSharp.torch;

namespace Slams.Training.Tests.Export;

/// <summary>Every network that the service runs, written as ONNX and run by ONNX Runtime, against TorchSharp with the same weights.</summary>
public sealed class OnnxParityTests
{
    private const int Rows = 16, Columns = 32, Batch = 3;
    private const float Tolerance = 1e-4f;

    private static readonly NetworkShapes Shapes = new()
    {
        StateChannels = 5,
        LatentChannels = 4,
        AutoencoderWidth = 32,
        AnalysisWidths = [32, 48, 64],
        DenoiserWidths = [32, 48, 64],
        PriorWidths = [32, 48, 32],
        NoiseEmbedding = 8,
    };

    public static TheoryData<string> Networks => ["encoder", "decoder", "analysis", "denoiser", "pixel-prior", "latent-prior"];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Outputs_agree(string name)
    {
        var network = Build(name);
        var inputs = Inputs(network);
        using var onnx = Load(ModelExporter.ToOnnx(network, Rows, Columns));

        var expected = Forward(network, inputs);
        var outputs = expected.Select(e => (e.Key, new float[e.Value.Length])).ToArray();
        onnx.Run(Batch, [.. inputs.Select(i => (i.Key, i.Value))], outputs);

        foreach (var (output, values) in outputs)
        {
            RequireClose(expected[output], values);
        }
    }

    [Theory]
    [InlineData("decoder", "state", "latent")]
    [InlineData("denoiser", "velocity", "noised")]
    [InlineData("pixel-prior", "velocity", "noised")]
    [InlineData("latent-prior", "velocity", "noised")]
    public void Adjoints_agree_with_automatic_differentiation(string name, string output, string input)
    {
        var network = Build(name);
        var inputs = Inputs(network);
        using var onnx = Load(ModelExporter.ToOnnx(network, Rows, Columns, (output, input)));
        var cotangent = Normal(99, Batch * Size(network, network.Graph.Outputs.Single(o => o.Name == output).Node));

        var adjoint = new float[inputs[input].Length];
        var state = new float[cotangent.Length];
        onnx.Run(Batch, [.. inputs.Select(i => (i.Key, i.Value)), ("cotangent", cotangent)], [(output, state), ("adjoint", adjoint)]);

        RequireClose(Gradient(network, inputs, input, output, cotangent), adjoint);
    }

    private static void RequireClose(float[] expected, float[] actual)
    {
        var scale = Math.Sqrt(expected.Average(v => (double)v * v));
        Assert.True(scale > 0.01, "a network that gives nothing proves nothing");
        var worst = expected.Zip(actual, (a, b) => Math.Abs(a - b)).Max();
        Assert.True(worst <= Tolerance * Math.Max(1, scale), $"largest difference {worst} at scale {scale}");
    }

    private static TorchNetwork Build(string name)
    {
        var graph = name switch
        {
            "encoder" => Architectures.Encoder(Shapes),
            "decoder" => Architectures.Decoder(Shapes),
            "analysis" => Architectures.Analysis(Shapes, 0.1),
            "pixel-prior" => PriorArchitecture.Build(Shapes, PriorSpace.Pixel),
            "latent-prior" => PriorArchitecture.Build(Shapes, PriorSpace.Latent),
            _ => Architectures.Denoiser(Shapes, 0.1),
        };
        var network = new TorchNetwork(graph, seed: 7);
        using var noGrad = no_grad();
        foreach (var parameter in network.Parameters.Values)
        {
            // The file stores half floats; biases start at zero and would hide a missing one.
            using var disturbed = (parameter + (randn_like(parameter) * 0.05)).to_type(ScalarType.Float16).to_type(ScalarType.Float32);
            parameter.copy_(disturbed);
        }

        return network;
    }

    private static Dictionary<string, float[]> Inputs(TorchNetwork network) => network.Graph.Nodes
        .Select((node, index) => (node, index)).Where(n => n.node.Kind == NodeKind.Input)
        .ToDictionary(n => n.node.Name, n => Normal((ulong)n.index + 1, Batch * Size(network, n.index)));

    private static int Size(TorchNetwork network, int index)
    {
        var node = network.Graph.Nodes[index];
        return node.Channels * (node.Scale is { } scale ? (Rows >> scale) * (Columns >> scale) : 1);
    }

    private static float[] Normal(ulong stream, int count)
    {
        var values = new float[count];
        CounterRandom.FillNormal(5, stream, values);
        return values;
    }

    private static Dictionary<string, Tensor> Tensors(TorchNetwork network, Dictionary<string, float[]> inputs) => network.Graph.Nodes
        .Where(n => n.Kind == NodeKind.Input)
        .ToDictionary(n => n.Name, n => tensor(
            inputs[n.Name], n.Scale is { } scale ? [Batch, n.Channels, Rows >> scale, Columns >> scale] : [Batch, n.Channels]));

    private static Dictionary<string, float[]> Forward(TorchNetwork network, Dictionary<string, float[]> inputs)
    {
        using var scope = NewDisposeScope();
        using var noGrad = no_grad();
        return network.Forward(Tensors(network, inputs), training: false, ScalarType.Float32)
            .ToDictionary(o => o.Key, o => o.Value.data<float>().ToArray());
    }

    private static float[] Gradient(TorchNetwork network, Dictionary<string, float[]> inputs, string input, string output, float[] cotangent)
    {
        using var scope = NewDisposeScope();
        var tensors = Tensors(network, inputs);
        tensors[input].requires_grad = true;
        var result = network.Forward(tensors, training: false, ScalarType.Float32)[output];
        (result * tensor(cotangent, result.shape)).sum().backward();
        return tensors[input].grad!.data<float>().ToArray();
    }

    private static OnnxNetwork Load(byte[] model)
    {
        var path = Path.GetTempFileName();
        File.WriteAllBytes(path, model);
        using (var options = ExecutionProviders.OnCpu(threads: 1))
        {
            var network = new OnnxNetwork(path, options);
            File.Delete(path);
            return network;
        }
    }
}
