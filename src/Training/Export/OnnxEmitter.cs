using Slams.Training.Networks;

namespace Slams.Training.Export;

/// <summary>Writes a <see cref="NetworkGraph"/> as ONNX: its forward pass and, on request, the adjoint of one output with respect to one input.</summary>
internal sealed class OnnxEmitter
{
    /// <summary>Marks the parameters of a normalisation, which are stored in the shape of a field.</summary>
    private const string FieldSuffix = ".field";

    private readonly NetworkGraph _network;
    private readonly Func<string, (float[] Values, long[] Shape)> _parameters;
    private readonly int _rows;
    private readonly int _columns;
    private readonly OnnxGraph _graph;
    private readonly string[] _values;
    private readonly Dictionary<int, (string Normalised, string InverseDeviation)> _norms = [];
    private readonly bool _withAdjoint;

    /// <summary>Prepares an emission.</summary>
    /// <param name="network">Definition.</param>
    /// <param name="parameters">Weights by name.</param>
    /// <param name="rows">Rows of the base grid.</param>
    /// <param name="columns">Columns of the base grid.</param>
    /// <param name="withAdjoint">Whether normalisations must keep what their adjoint needs.</param>
    public OnnxEmitter(NetworkGraph network, Func<string, (float[] Values, long[] Shape)> parameters, int rows, int columns, bool withAdjoint)
    {
        (_network, _parameters, _rows, _columns, _withAdjoint) = (network, parameters, rows, columns, withAdjoint);
        _graph = new OnnxGraph(network.Name);
        _values = new string[network.Nodes.Count];
    }

    /// <summary>Parameter that a stored weight holds.</summary>
    public static string ParameterOf(string weight) =>
        weight.EndsWith(FieldSuffix, StringComparison.Ordinal) ? weight[..^FieldSuffix.Length] : weight;

    /// <summary>Emits the model; with an adjoint, an input <c>cotangent</c> and an output <c>adjoint</c> are added.</summary>
    public byte[] Emit(string producer, (string Output, string Input)? adjoint = null)
    {
        for (var i = 0; i < _values.Length; i++)
        {
            _values[i] = Forward(i);
        }

        foreach (var (name, node) in _network.Outputs)
        {
            _graph.Output(_values[node], name, Shape(_network.Nodes[node]));
        }

        if (adjoint is var (output, input))
        {
            EmitAdjoint(_network.Outputs.Single(o => o.Name == output).Node, input);
        }

        return _graph.ToModel(producer);
    }

    private string Forward(int index)
    {
        var node = _network.Nodes[index];
        var x = node.Inputs.Count > 0 ? _values[node.Inputs[0]] : "";
        return node.Kind switch
        {
            NodeKind.Input => _graph.Input(node.Name, Shape(node)),
            NodeKind.Convolution => _graph.Node("Conv", [Wrap(x, node.Size), Weight(node), Bias(node)], ("pads", Poles(node.Size))),
            NodeKind.Linear => _graph.Node("Gemm", [x, Weight(node), Bias(node)], ("transB", 1L)),
            NodeKind.GroupNorm => Normalise(index, node, x),
            NodeKind.Silu => _graph.Node("Mul", [x, _graph.Node("Sigmoid", [x])]),
            NodeKind.Add => _graph.Node("Add", [x, _values[node.Inputs[1]]]),
            NodeKind.AddVector => _graph.Node("Add", [x, _graph.Node("Unsqueeze", [_values[node.Inputs[1]], _graph.Integers(2, 3)])]),
            NodeKind.Concat => _graph.Node("Concat", [.. node.Inputs.Select(i => _values[i])], ("axis", 1L)),
            NodeKind.Slice => Channels(x, node.Size, node.Channels),
            NodeKind.SpaceToDepth => Unshuffle(x, _network.Nodes[node.Inputs[0]]),
            NodeKind.DepthToSpace => Shuffle(x),
            NodeKind.Dropout => x,
            _ => throw new InvalidOperationException($"Unknown operation {node.Kind}."),
        };
    }

    private void EmitAdjoint(int output, string input)
    {
        var gradients = new string?[_values.Length];
        gradients[output] = _graph.Input("cotangent", Shape(_network.Nodes[output]));
        var target = Enumerable.Range(0, _values.Length).Single(i => _network.Nodes[i] is { Kind: NodeKind.Input } n && n.Name == input);
        var needed = DependsOn(target);
        for (var i = output; i >= 0; i--)
        {
            if (gradients[i] is { } d && needed[i] && i != target)
            {
                Backward(i, d, gradients, needed);
            }
        }

        _graph.Output(gradients[target] ?? throw new InvalidOperationException($"'{input}' does not reach the output."), "adjoint",
            Shape(_network.Nodes[target]));
    }

    private bool[] DependsOn(int target)
    {
        var depends = new bool[_values.Length];
        depends[target] = true;
        for (var i = target + 1; i < depends.Length; i++)
        {
            depends[i] = _network.Nodes[i].Inputs.Any(j => depends[j]);
        }

        return depends;
    }

    private void Backward(int index, string d, string?[] gradients, bool[] needed)
    {
        var node = _network.Nodes[index];
        void Pass(int input, Func<string> gradient)
        {
            if (needed[node.Inputs[input]])
            {
                ref var slot = ref gradients[node.Inputs[input]];
                slot = slot is null ? gradient() : _graph.Node("Add", [slot, gradient()]);
            }
        }

        switch (node.Kind)
        {
            case NodeKind.Convolution:
                Pass(0, () => _graph.Node("Conv", [Wrap(d, node.Size), Flipped(node)], ("pads", Poles(node.Size))));
                break;
            case NodeKind.GroupNorm:
                Pass(0, () => NormaliseAdjoint(index, node, d));
                break;
            case NodeKind.Silu:
                Pass(0, () => SiluAdjoint(_values[node.Inputs[0]], d));
                break;
            case NodeKind.Add:
                Pass(0, () => d);
                Pass(1, () => d);
                break;
            case NodeKind.AddVector or NodeKind.Dropout:
                Pass(0, () => d);
                break;
            case NodeKind.Concat:
                var first = 0;
                for (var i = 0; i < node.Inputs.Count; i++)
                {
                    var (start, count) = (first, _network.Nodes[node.Inputs[i]].Channels);
                    Pass(i, () => Channels(d, start, count));
                    first += count;
                }

                break;
            case NodeKind.SpaceToDepth:
                Pass(0, () => Shuffle(d));
                break;
            case NodeKind.DepthToSpace:
                Pass(0, () => Unshuffle(d, node));
                break;
            default:
                throw new NotSupportedException($"The adjoint of {node.Kind} is not needed by any network here.");
        }
    }

    private string Normalise(int index, Node node, string x)
    {
        var grouped = _graph.Node("Reshape", [x, _graph.Integers(0, node.Size, -1)]);
        string normalised;
        if (_withAdjoint)
        {
            var centred = _graph.Node("Sub", [grouped, Mean(grouped)]);
            var variance = Mean(_graph.Node("Mul", [centred, centred]));
            var deviation = _graph.Node("Sqrt", [_graph.Node("Add", [variance, _graph.Constant(1e-5f)])]);
            var inverse = _graph.Node("Reciprocal", [deviation]);
            normalised = _graph.Node("Mul", [centred, inverse]);
            _norms[index] = (normalised, inverse);
        }
        else
        {
            normalised = _graph.Node("InstanceNormalization", [grouped, _graph.Repeated(1, node.Size), _graph.Repeated(0, node.Size)], ("epsilon", 1e-5f));
        }

        var back = _graph.Node("Reshape", [normalised, GridShape(node)]);
        return _graph.Node("Add", [_graph.Node("Mul", [back, PerChannel(node, "weight")]), PerChannel(node, "bias")]);
    }

    private string NormaliseAdjoint(int index, Node node, string d)
    {
        var (normalised, inverse) = _norms[index];
        var grouped = _graph.Node("Reshape", [_graph.Node("Mul", [d, PerChannel(node, "weight")]), _graph.Integers(0, node.Size, -1)]);
        var centred = _graph.Node("Sub", [grouped, Mean(grouped)]);
        var along = _graph.Node("Mul", [normalised, Mean(_graph.Node("Mul", [grouped, normalised]))]);
        var result = _graph.Node("Mul", [_graph.Node("Sub", [centred, along]), inverse]);
        return _graph.Node("Reshape", [result, GridShape(node)]);
    }

    /// <summary>d · s · (1 + x (1 − s)) with s = sigmoid(x).</summary>
    private string SiluAdjoint(string x, string d)
    {
        var s = _graph.Node("Sigmoid", [x]);
        var slope = _graph.Node("Add", [_graph.Node("Mul", [x, _graph.Node("Sub", [_graph.Constant(1), s])]), _graph.Constant(1)]);
        return _graph.Node("Mul", [d, _graph.Node("Mul", [s, slope])]);
    }

    private string Mean(string x) => _graph.Node("ReduceMean", [x, _graph.Integers(2)], ("keepdims", 1L));

    private string Channels(string x, int first, int count) =>
        _graph.Node("Slice", [x, _graph.Integers(first), _graph.Integers(first + count), _graph.Integers(1)]);

    private string Shuffle(string x) => _graph.Node("DepthToSpace", [x], ("blocksize", 2L), ("mode", "CRD"));

    private string Unshuffle(string x, Node input)
    {
        var (rows, columns) = Grid(input.Scale!.Value);
        var patches = _graph.Node("Reshape", [x, _graph.Integers(0, input.Channels, rows / 2, 2, columns / 2, 2)]);
        var moved = _graph.Node("Transpose", [patches], ("perm", new long[] { 0, 1, 3, 5, 2, 4 }));
        return _graph.Node("Reshape", [moved, _graph.Integers(0, input.Channels * 4, rows / 2, columns / 2)]);
    }

    private string Wrap(string x, int kernel)
    {
        long pad = kernel / 2;
        return pad == 0 ? x : _graph.Node("Pad", [x, _graph.Integers(0, 0, 0, pad, 0, 0, 0, pad)], ("mode", "wrap"));
    }

    private static long[] Poles(int kernel) => [kernel / 2, 0, kernel / 2, 0];

    private string Weight(Node node)
    {
        var (values, shape) = _parameters($"{node.Name}.weight");
        return _graph.Weight($"{node.Name}.weight", values, shape);
    }

    private string Bias(Node node)
    {
        var (values, shape) = _parameters($"{node.Name}.bias");
        return _graph.Weight($"{node.Name}.bias", values, shape);
    }

    private string PerChannel(Node node, string part) =>
        _graph.Weight($"{node.Name}.{part}{FieldSuffix}", _parameters($"{node.Name}.{part}").Values, [1, node.Channels, 1, 1]);

    /// <summary>
    /// The kernel turned by half a turn with inputs and outputs exchanged: the adjoint of a convolution of this kind. Made in
    /// the graph from the one stored weight; ONNX Runtime folds it when it loads the model.
    /// </summary>
    private string Flipped(Node node)
    {
        var exchanged = _graph.Node("Transpose", [Weight(node)], ("perm", new long[] { 1, 0, 2, 3 }));
        return node.Size == 1
            ? exchanged
            : _graph.Node("Slice", [exchanged, _graph.Integers(-1, -1), _graph.Integers(-99, -99), _graph.Integers(2, 3), _graph.Integers(-1, -1)]);
    }

    private string GridShape(Node node)
    {
        var (rows, columns) = Grid(node.Scale!.Value);
        return _graph.Integers(0, node.Channels, rows, columns);
    }

    private (int Rows, int Columns) Grid(int scale) => (_rows >> scale, _columns >> scale);

    private long[] Shape(Node node)
    {
        if (node.Scale is not { } scale)
        {
            return [-1, node.Channels];
        }

        var (rows, columns) = Grid(scale);
        return [-1, node.Channels, rows, columns];
    }
}
