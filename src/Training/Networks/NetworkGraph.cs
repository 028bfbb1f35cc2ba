namespace Slams.Training.Networks;

/// <summary>
/// A network written once, as a list of operations in order. TorchSharp runs it for training, the ONNX emitter writes it and
/// its adjoint: there is no second definition that could drift.
/// </summary>
public sealed class NetworkGraph(string name)
{
    private readonly List<Node> _nodes = [];
    private readonly List<(string Name, int Node)> _outputs = [];

    /// <summary>Name of the network.</summary>
    public string Name { get; } = name;

    /// <summary>Operations in order of execution.</summary>
    public IReadOnlyList<Node> Nodes => _nodes;

    /// <summary>Named results.</summary>
    public IReadOnlyList<(string Name, int Node)> Outputs => _outputs;

    /// <summary>Declares a field input on a grid <paramref name="scale"/> halvings below the base grid.</summary>
    public int Input(string name, int channels, int scale = 0) => Append(new Node(NodeKind.Input, name, [], channels, scale));

    /// <summary>Declares a vector input.</summary>
    public int VectorInput(string name, int channels) => Append(new Node(NodeKind.Input, name, [], channels, null));

    /// <summary>Adds a convolution.</summary>
    public int Convolution(string name, int x, int channels, int kernel = 3) =>
        Append(new Node(NodeKind.Convolution, name, [x], channels, _nodes[x].Scale, kernel));

    /// <summary>Adds a fully connected layer.</summary>
    public int Linear(string name, int x, int channels) => Append(new Node(NodeKind.Linear, name, [x], channels, null));

    /// <summary>Adds a group normalisation.</summary>
    public int GroupNorm(string name, int x, int groups) => Append(Like(NodeKind.GroupNorm, name, x) with { Size = groups });

    /// <summary>Adds the SiLU non-linearity.</summary>
    public int Silu(int x) => Append(Like(NodeKind.Silu, $"silu{_nodes.Count}", x));

    /// <summary>Adds dropout.</summary>
    public int Dropout(int x, double rate) => rate == 0 ? x : Append(Like(NodeKind.Dropout, $"dropout{_nodes.Count}", x) with { Rate = rate });

    /// <summary>Adds two values.</summary>
    public int Add(int a, int b) => Append(Like(NodeKind.Add, $"add{_nodes.Count}", a) with { Inputs = [a, b] });

    /// <summary>Adds a vector to every cell.</summary>
    public int AddVector(int field, int vector) => Append(Like(NodeKind.AddVector, $"bias{_nodes.Count}", field) with { Inputs = [field, vector] });

    /// <summary>Joins fields along channels.</summary>
    public int Concat(params int[] xs) =>
        xs.Length == 1 ? xs[0] : Append(new Node(NodeKind.Concat, $"concat{_nodes.Count}", xs, xs.Sum(x => _nodes[x].Channels), _nodes[xs[0]].Scale));

    /// <summary>Takes channels [first, first + count).</summary>
    public int Slice(int x, int first, int count) =>
        Append(new Node(NodeKind.Slice, $"slice{_nodes.Count}", [x], count, _nodes[x].Scale, first));

    /// <summary>Halves the grid.</summary>
    public int SpaceToDepth(int x) =>
        Append(new Node(NodeKind.SpaceToDepth, $"down{_nodes.Count}", [x], _nodes[x].Channels * 4, _nodes[x].Scale + 1));

    /// <summary>Doubles the grid.</summary>
    public int DepthToSpace(int x) =>
        Append(new Node(NodeKind.DepthToSpace, $"up{_nodes.Count}", [x], _nodes[x].Channels / 4, _nodes[x].Scale - 1));

    /// <summary>Names a result.</summary>
    public void Output(string name, int node) => _outputs.Add((name, node));

    private Node Like(NodeKind kind, string name, int x) => new(kind, name, [x], _nodes[x].Channels, _nodes[x].Scale);

    private int Append(Node node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }
}
