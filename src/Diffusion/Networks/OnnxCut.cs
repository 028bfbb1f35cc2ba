using Google.Protobuf;
using Slams.Diffusion.Networks.Onnx;

namespace Slams.Diffusion.Networks;

/// <summary>
/// A network with adjoint cut in two: all that does not depend on the cotangent, and the linear map that does. What the second needs of
/// the first is an output of the first and an input of the second. What depends on no input at all, such as a kernel that is turned
/// round, is repeated in both, so that ONNX Runtime still folds it into a constant.
/// </summary>
internal sealed class OnnxCut
{
    private const int FloatType = 1;
    private readonly ModelProto _model;
    private readonly HashSet<string> _varying;
    private readonly HashSet<string> _linear;

    /// <summary>Cuts a model.</summary>
    /// <param name="model">ONNX model.</param>
    /// <param name="cotangent">Input of the linear map.</param>
    /// <param name="adjoint">Output of the linear map.</param>
    /// <exception cref="InvalidDataException">The model is none, or no such linear map is in it.</exception>
    public OnnxCut(byte[] model, string cotangent, string adjoint)
    {
        _model = Parse(model);
        var graph = _model.Graph ?? throw new InvalidDataException("is no ONNX model: it has no graph");
        if (graph.Input.All(input => input.Name != cotangent))
        {
            throw new InvalidDataException($"has no input '{cotangent}'");
        }

        if (graph.Node.FirstOrDefault(HasGraph) is { } nested)
        {
            throw new InvalidDataException($"cannot be cut in two: its node '{nested.Name}' has a graph of its own");
        }

        var constants = graph.Initializer.Select(initializer => initializer.Name).ToHashSet(StringComparer.Ordinal);
        _varying = DependOn(graph.Input.Select(input => input.Name).Where(name => !constants.Contains(name)));
        _linear = DependOn([cotangent]);
        if (graph.Output.All(output => output.Name != adjoint) || !_linear.Contains(adjoint))
        {
            throw new InvalidDataException($"has no output '{adjoint}' that depends on its input '{cotangent}'");
        }

        var second = graph.Node.Where(IsLinear).SelectMany(node => node.Input).Where(name => _varying.Contains(name) && !_linear.Contains(name));
        var inputs = graph.Input.Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        Kept = [.. second.Distinct(StringComparer.Ordinal)];
        First = Part([.. graph.Output.Select(output => output.Name).Where(name => !_linear.Contains(name)), .. Kept.Where(name => !inputs.Contains(name))], []);
        Second = Part([adjoint], [cotangent, .. Kept]);
    }

    /// <summary>Values of the first part, or inputs of the model, that the second takes as inputs.</summary>
    public IReadOnlyList<string> Kept { get; }

    /// <summary>What does not depend on the cotangent.</summary>
    public byte[] First { get; }

    /// <summary>The linear map.</summary>
    public byte[] Second { get; }

    private static ModelProto Parse(byte[] model)
    {
        try
        {
            return ModelProto.Parser.ParseFrom(model);
        }
        catch (InvalidProtocolBufferException exception)
        {
            throw new InvalidDataException($"is no ONNX model: {exception.Message}", exception);
        }
    }

    // Such a graph sees the values around it without naming them as inputs.
    private static bool HasGraph(NodeProto node) => node.Attribute.Any(attribute => attribute.G is not null || attribute.Graphs.Count > 0);

    private bool IsLinear(NodeProto node) => node.Output.Any(_linear.Contains);

    /// <summary>All that is computed from some values, and these; nodes stand in the order of computation.</summary>
    private HashSet<string> DependOn(IEnumerable<string> values)
    {
        var dependent = values.ToHashSet(StringComparer.Ordinal);
        foreach (var node in _model.Graph.Node.Where(node => node.Input.Any(dependent.Contains)))
        {
            dependent.UnionWith(node.Output);
        }

        return dependent;
    }

    /// <summary>The model reduced to what some outputs need.</summary>
    private byte[] Part(IReadOnlyList<string> outputs, IReadOnlyList<string> cutInputs)
    {
        var (part, graph) = (_model.Clone(), _model.Graph);
        var needed = outputs.ToHashSet(StringComparer.Ordinal);
        var given = cutInputs.ToHashSet(StringComparer.Ordinal);
        var nodes = new List<NodeProto>();
        foreach (var node in graph.Node.Reverse().Where(node => node.Output.Any(output => needed.Contains(output) && !given.Contains(output))))
        {
            nodes.Add(node);
            needed.UnionWith(node.Input);
        }

        nodes.Reverse();
        Replace(part.Graph.Node, nodes);
        Replace(part.Graph.Initializer, graph.Initializer.Where(initializer => needed.Contains(initializer.Name)));
        var known = graph.Input.Concat(graph.Output).ToDictionary(value => value.Name, StringComparer.Ordinal);
        Replace(part.Graph.Input, cutInputs.Count > 0 ? cutInputs.Select(Value) : graph.Input.Where(input => needed.Contains(input.Name)));
        Replace(part.Graph.Output, outputs.Distinct(StringComparer.Ordinal).Select(Value));
        part.Graph.ValueInfo.Clear();
        return part.ToByteArray();

        ValueInfoProto Value(string name) => known.TryGetValue(name, out var value)
            ? value
            : new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = FloatType } } };
    }

    private static void Replace<T>(Google.Protobuf.Collections.RepeatedField<T> field, IEnumerable<T> values)
    {
        var replaced = values.ToList();
        field.Clear();
        field.AddRange(replaced);
    }
}
