using Slams.Core.Randomness;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Slams.Training.Networks;

/// <summary>Runs a <see cref="NetworkGraph"/> with TorchSharp: its parameters, forward pass and exponential moving average.</summary>
public sealed class TorchNetwork
{
    private readonly Dictionary<string, Parameter> _parameters = [];

    /// <summary>Makes a network with fresh parameters from a seed.</summary>
    public TorchNetwork(NetworkGraph graph, ulong seed)
    {
        Graph = graph;
        for (var i = 0; i < graph.Nodes.Count; i++)
        {
            Initialise(graph.Nodes[i], seed, (ulong)i);
        }
    }

    /// <summary>The definition.</summary>
    public NetworkGraph Graph { get; }

    /// <summary>Trainable tensors by name, float32.</summary>
    public IReadOnlyDictionary<string, Parameter> Parameters => _parameters;

    /// <summary>Number of trainable values.</summary>
    public long ParameterCount => _parameters.Values.Sum(p => p.numel());

    /// <summary>
    /// Runs the network. Weights are cast to the inputs' precision inside the graph, so gradients reach the float32 originals.
    /// Returns the named outputs as float32, in the caller's dispose scope.
    /// </summary>
    public Dictionary<string, Tensor> Forward(IReadOnlyDictionary<string, Tensor> inputs, bool training, ScalarType precision)
    {
        using var scope = NewDisposeScope();
        var values = new Tensor[Graph.Nodes.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Evaluate(Graph.Nodes[i], values, inputs, training, precision);
        }

        return Graph.Outputs.ToDictionary(o => o.Name, o => values[o.Node].to_type(ScalarType.Float32).MoveToOuterDisposeScope());
    }

    /// <summary>Takes over every weight from values by parameter name.</summary>
    /// <exception cref="InvalidDataException">A parameter is missing or of another size: the values belong to another network.</exception>
    public void Adopt(IReadOnlyDictionary<string, float[]> values)
    {
        using var noGrad = no_grad();
        foreach (var (name, parameter) in _parameters)
        {
            if (!values.TryGetValue(name, out var given) || given.Length != parameter.numel())
            {
                throw new InvalidDataException(
                    $"The {Graph.Name} has {parameter.numel()} values in '{name}', the given weights {given?.Length ?? 0}.");
            }

            using var loaded = tensor(given, parameter.shape);
            parameter.copy_(loaded);
        }
    }

    private Tensor Evaluate(Node node, Tensor[] values, IReadOnlyDictionary<string, Tensor> inputs, bool training, ScalarType precision)
    {
        Tensor In(int i = 0) => values[node.Inputs[i]];
        Tensor Weight(string part) => _parameters[$"{node.Name}.{part}"].to_type(precision);
        switch (node.Kind)
        {
            case NodeKind.Input:
                return inputs[node.Name].to_type(precision);
            case NodeKind.Convolution:
                return Convolve(In(), Weight("weight"), Weight("bias"));
            case NodeKind.Linear:
                return nn.functional.linear(In(), Weight("weight"), Weight("bias"));
            case NodeKind.GroupNorm:
                return nn.functional.group_norm(In(), node.Size, Weight("weight"), Weight("bias"), 1e-5);
            case NodeKind.Silu:
                return nn.functional.silu(In());
            case NodeKind.Add:
                return In() + In(1);
            case NodeKind.AddVector:
                return In() + In(1).unsqueeze(-1).unsqueeze(-1);
            case NodeKind.Concat:
                return cat([.. node.Inputs.Select(i => values[i])], 1);
            case NodeKind.Slice:
                return In().narrow(1, node.Size, node.Channels);
            case NodeKind.SpaceToDepth:
                return nn.functional.pixel_unshuffle(In(), 2);
            case NodeKind.DepthToSpace:
                return nn.functional.pixel_shuffle(In(), 2);
            case NodeKind.Dropout:
                return training ? nn.functional.dropout(In(), node.Rate, training: true) : In();
            default:
                throw new InvalidOperationException($"Unknown operation {node.Kind}.");
        }
    }

    /// <summary>
    /// Convolution on a round world. Channels are filled up to whole blocks: on AMD processors of family 26 (Zen 5) the oneDNN 3.7.1 of
    /// libtorch 2.10 leaves the rest of a block unset and adds it in, which gives other sums each time, or NaN.
    /// </summary>
    private static Tensor Convolve(Tensor x, Tensor weight, Tensor bias)
    {
        const int block = 16;
        static long Rest(long channels) => (block - (channels % block)) % block;
        var (outputs, inputs, pad) = (weight.shape[0], weight.shape[1], weight.shape[2] / 2);
        var (outputRest, inputRest) = (Rest(outputs), Rest(inputs));
        var round = pad == 0 ? x : nn.functional.pad(x, [pad, pad, 0, 0], PaddingModes.Circular);
        if (inputRest > 0)
        {
            round = nn.functional.pad(round, [0, 0, 0, 0, 0, inputRest]);
        }

        if (inputRest > 0 || outputRest > 0)
        {
            weight = nn.functional.pad(weight, [0, 0, 0, 0, 0, inputRest, 0, outputRest]);
            bias = nn.functional.pad(bias, [0, outputRest]);
        }

        var y = nn.functional.conv2d(round, weight, bias, padding: [pad, 0]);
        return outputRest > 0 ? y.narrow(1, 0, outputs) : y;
    }

    private void Initialise(Node node, ulong seed, ulong stream)
    {
        var inputs = node.Inputs.Count > 0 ? Graph.Nodes[node.Inputs[0]].Channels : 0;
        switch (node.Kind)
        {
            case NodeKind.Convolution:
                Register(node, Scaled(node, inputs * node.Size * node.Size), [node.Channels, inputs, node.Size, node.Size], seed, stream);
                break;
            case NodeKind.Linear:
                Register(node, Scaled(node, inputs), [node.Channels, inputs], seed, stream);
                break;
            case NodeKind.GroupNorm:
                _parameters[$"{node.Name}.weight"] = new Parameter(ones(node.Channels));
                _parameters[$"{node.Name}.bias"] = new Parameter(zeros(node.Channels));
                break;
            default:
                break;
        }
    }

    /// <summary>Residual branches and heads start small so that the network starts near the identity.</summary>
    private static double Scaled(Node node, int fanIn)
    {
        var quiet = node.Name.EndsWith(".2", StringComparison.Ordinal) || node.Name is "out" or "mean" or "logspread" or "velocity";
        return (quiet ? 0.1 : 1.0) / Math.Sqrt(fanIn);
    }

    private void Register(Node node, double deviation, long[] shape, ulong seed, ulong stream)
    {
        var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
        CounterRandom.FillNormal(seed, stream, values);
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = (float)(values[i] * deviation);
        }

        _parameters[$"{node.Name}.weight"] = new Parameter(tensor(values, shape));
        _parameters[$"{node.Name}.bias"] = new Parameter(zeros(node.Channels));
    }
}
